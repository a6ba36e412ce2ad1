/** Syncs, plans, cleanups and comparisons that outlast the call that started them, and who is told of them. */
@NullMarked
package io.syncline.service.run;

import org.jspecify.annotations.NullMarked;
