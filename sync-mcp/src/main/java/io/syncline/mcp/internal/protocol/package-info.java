/** The Model Context Protocol over the official SDK, and over standard input and output. */
@NullMarked
package io.syncline.mcp.internal.protocol;

import org.jspecify.annotations.NullMarked;
