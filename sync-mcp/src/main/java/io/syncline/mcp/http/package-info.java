/** The Model Context Protocol over HTTP. */
@NullMarked
package io.syncline.mcp.http;

import org.jspecify.annotations.NullMarked;
