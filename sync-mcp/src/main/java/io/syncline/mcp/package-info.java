/** An MCP server over a {@link io.syncline.core.SyncEngine}. */
@NullMarked
package io.syncline.mcp;

import org.jspecify.annotations.NullMarked;
