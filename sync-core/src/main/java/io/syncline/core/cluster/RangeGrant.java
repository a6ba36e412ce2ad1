package io.syncline.core.cluster;

import io.syncline.api.ModelName;
import io.syncline.core.port.record.IdRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The right of one worker to bring a range of records into the sink, for a limited time.
 *
 * @param number no two grants of a metadata store and model have the same
 * @param source the name of the source, which the worker's engine must have too
 * @param model the model
 * @param range the records
 * @param changedSince lower bound of the listing, or empty for all records
 * @param includeArchived whether archived records are in scope
 * @param fingerprint of documents, vectors and scope; a worker that would make others refuses the grant
 * @param sinkId the identity of the store, which must be the worker's too
 * @param epoch fencing token of the worker's writes. A range that is granted again has a greater one, so that a worker which was
 *     given up replaces nothing that its successor has written
 * @param validFor how long the grant is kept for the worker unless it is renewed; the worker renews it before its first write
 */
public record RangeGrant(
        long number,
        String source,
        ModelName model,
        IdRange range,
        Optional<Instant> changedSince,
        boolean includeArchived,
        String fingerprint,
        String sinkId,
        long epoch,
        Duration validFor) {}
