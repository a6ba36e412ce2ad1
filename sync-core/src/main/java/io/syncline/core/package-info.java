/**
 * The sync engine; start with {@link io.syncline.core.SyncEngine#builder()}. The packages below it, in the order in which a
 * record passes through them:
 *
 * <ol>
 *   <li>{@code settings}: what a caller may set for the engine and for a model.
 *   <li>{@code port}: the interfaces that adapters implement; the values they exchange are in its subpackages.
 *   <li>{@code internal.sync}: one sync from the lease to the report, and the plan of one. It decides where to start.
 *   <li>{@code internal.run}: the way in of every run: describe the model, choose its fields, prepare the sink, compare a
 *       record with its stamp. Also what the parts of a run share: its context, its cancellation, its result.
 *   <li>{@code internal.lease}: the coordinator. It holds the lease, saves checkpoints, marks and failures, and trims and
 *       deletes points.
 *   <li>{@code internal.pipeline}: the range runner. It takes pages of a range of keys through fetch, prepare, embed and
 *       store, and acknowledges them in order.
 *   <li>{@code text}: makes documents and chunks of records.
 *   <li>{@code internal.embed}: calls the embedder and checks what it returns.
 *   <li>{@code internal.quota}: admits requests to the embedder within its quota.
 *   <li>{@code internal.budget}: the quota that several processes share.
 *   <li>{@code internal.cleanup}: finds and deletes what the source no longer has.
 *   <li>{@code internal.verify}: compares source and sink, repairs what differs, explains one record.
 *   <li>{@code internal.sources}: lists, renames and drops what the sink holds by source.
 *   <li>{@code state}: a metadata store in files.
 *   <li>{@code internal.runtime}: the event loop, retries and clocks under all of them.
 *   <li>{@code adapter}: what authors of adapters build on beside the ports; {@code adapter.http} for services over HTTP,
 *       {@code adapter.jdbc} for databases, {@code adapter.sink} for what sinks share.
 * </ol>
 *
 * <p>Arrows between these packages form no cycle. {@code internal} is not for callers, and changes without notice.
 */
@NullMarked
@ValueStyle
package io.syncline.core;

import org.jspecify.annotations.NullMarked;
