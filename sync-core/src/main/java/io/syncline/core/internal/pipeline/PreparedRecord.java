package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.core.text.Document;
import org.jspecify.annotations.Nullable;

/**
 * A record after its document was made, or could not be.
 *
 * @param id the record
 * @param version its version
 * @param document its document; null if it could not be made
 * @param problem why not; null if it was made
 */
record PreparedRecord(
        RecordId id,
        long version,
        @Nullable Document document,
        @Nullable String problem) {}
