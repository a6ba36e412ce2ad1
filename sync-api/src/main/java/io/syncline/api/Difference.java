package io.syncline.api;

/**
 * A record about which source and sink do not agree.
 *
 * @param id the record
 * @param kind in what way
 */
public record Difference(RecordId id, Kind kind) {

    /** In what way a record is not in step. */
    public enum Kind {
        /** The source has it, the sink does not. */
        MISSING,
        /** The sink holds an earlier content of it. */
        STALE,
        /** The sink holds it, the source no longer has it, and it is not in quarantine. */
        ORPHANED,
        /** The source has it, the sink hides it in quarantine. */
        QUARANTINED,
        /** The sink lacks some of its chunks, or holds chunks of two contents. */
        INCOMPLETE,
        /** The sink holds chunks beyond those of its content. */
        SURPLUS_CHUNKS,
        /** Its text or vectors were made in another way than now. */
        WRONG_FINGERPRINT,
        /** It failed in earlier runs and waits for another try. */
        FAILED
    }
}
