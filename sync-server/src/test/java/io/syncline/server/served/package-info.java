/** Tests of what is served. */
@NullMarked
package io.syncline.server.served;

import org.jspecify.annotations.NullMarked;
