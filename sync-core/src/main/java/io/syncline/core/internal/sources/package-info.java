/** Changes of what a sink holds by source: {@code SourceChange} renames or drops a source under the leases of its models. */
@NullMarked
package io.syncline.core.internal.sources;

import org.jspecify.annotations.NullMarked;
