/** The metadata store that needs nothing but a file, and what helps to write others. */
@NullMarked
package io.syncline.core.state;

import org.jspecify.annotations.NullMarked;
