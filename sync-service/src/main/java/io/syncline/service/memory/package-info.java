/** When work was last started, in whatever process. */
@NullMarked
package io.syncline.service.memory;

import org.jspecify.annotations.NullMarked;
