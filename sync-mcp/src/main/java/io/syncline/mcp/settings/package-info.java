/** What an operator may set. */
@NullMarked
package io.syncline.mcp.settings;

import org.jspecify.annotations.NullMarked;
