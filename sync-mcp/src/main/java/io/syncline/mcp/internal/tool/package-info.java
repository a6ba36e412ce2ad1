/** The tools: their schemas, their arguments and their answers. */
@NullMarked
package io.syncline.mcp.internal.tool;

import org.jspecify.annotations.NullMarked;
