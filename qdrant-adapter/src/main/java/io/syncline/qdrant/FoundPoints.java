package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.PointId;
import java.util.Collection;

/**
 * What a search has found and must not find again.
 *
 * @param records records of which it has a chunk
 * @param strays points that belong to no record
 */
record FoundPoints(Collection<RecordRef> records, Collection<PointId> strays) {}
