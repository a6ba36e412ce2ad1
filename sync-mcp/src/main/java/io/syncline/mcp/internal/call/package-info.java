/** Calls in progress, so that a client can cancel one, and the progress that it asked for. */
@NullMarked
package io.syncline.mcp.internal.call;

import org.jspecify.annotations.NullMarked;
