/** What an operator allows the clients of an MCP server. */
@NullMarked
package io.syncline.mcp.settings;

import org.jspecify.annotations.NullMarked;
