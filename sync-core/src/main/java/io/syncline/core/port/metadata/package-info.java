/** What a metadata store keeps per model: state, lease and checkpoint, with revisions. */
@NullMarked
package io.syncline.core.port.metadata;

import org.jspecify.annotations.NullMarked;
