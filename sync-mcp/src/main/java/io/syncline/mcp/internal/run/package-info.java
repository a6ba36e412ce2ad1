/** Syncs, plans, cleanups and comparisons that outlast the call that started them. */
@NullMarked
package io.syncline.mcp.internal.run;

import org.jspecify.annotations.NullMarked;
