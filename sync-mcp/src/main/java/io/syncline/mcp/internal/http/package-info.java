/** The Model Context Protocol over HTTP. */
@NullMarked
package io.syncline.mcp.internal.http;

import org.jspecify.annotations.NullMarked;
