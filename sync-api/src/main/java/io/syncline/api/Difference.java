package io.syncline.api;

/**
 * A record that differs between source and sink.
 *
 * @param id the record
 * @param kind how it differs
 */
public record Difference(RecordId id, Kind kind) {

    /** How a record differs. */
    public enum Kind {
        /** In the source, but not in the sink. */
        MISSING,
        /** The sink holds an earlier content. */
        STALE,
        /** In the sink, but deleted in the source, and not in quarantine. */
        ORPHANED,
        /** In the source, but hidden in the sink by a quarantine. */
        QUARANTINED,
        /** The sink lacks some of the chunks, or holds chunks of two contents. */
        INCOMPLETE,
        /** The sink holds chunks in excess of the content. */
        SURPLUS_CHUNKS,
        /** The stored text or vectors were produced with different settings. */
        WRONG_FINGERPRINT,
        /** Stored without fields that the source could not deliver; a retry is pending. */
        LACKS_FIELDS,
        /** Failed in earlier runs; a retry is pending. */
        FAILED
    }
}
