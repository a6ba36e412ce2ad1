/** Tests of webhooks. */
@NullMarked
package io.syncline.server.hook;

import org.jspecify.annotations.NullMarked;
