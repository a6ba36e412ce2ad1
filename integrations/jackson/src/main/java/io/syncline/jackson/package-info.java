/** Writes Syncline's values with Jackson. */
@NullMarked
package io.syncline.jackson;

import org.jspecify.annotations.NullMarked;
