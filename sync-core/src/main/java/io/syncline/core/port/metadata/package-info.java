/** The data of a model in a metadata store: state, lease and checkpoint, with revisions. */
@NullMarked
package io.syncline.core.port.metadata;

import org.jspecify.annotations.NullMarked;
