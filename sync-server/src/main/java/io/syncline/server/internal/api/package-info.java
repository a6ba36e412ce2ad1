/** The REST interface. */
@NullMarked
package io.syncline.server.internal.api;

import org.jspecify.annotations.NullMarked;
