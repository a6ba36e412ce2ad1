/** What an operator allows the clients of an MCP server. */
@NullMarked
@Value.Style(
        jdkOnly = true,
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        builderVisibility = Value.Style.BuilderVisibility.PUBLIC,
        overshadowImplementation = true,
        strictBuilder = true,
        addAll = "*")
package io.syncline.mcp.settings;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
