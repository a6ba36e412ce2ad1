/** Tests of live events. */
@NullMarked
package io.syncline.server.internal.events;

import org.jspecify.annotations.NullMarked;
