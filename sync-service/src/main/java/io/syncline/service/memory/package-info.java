/** What processes that share a metadata store know of each other: when work was last started, and how the last runs went. */
@NullMarked
package io.syncline.service.memory;

import org.jspecify.annotations.NullMarked;
