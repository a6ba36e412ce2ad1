package io.syncline.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What source, state, stored failures and sink know of one record, and the conclusion. */
@Style
@Value.Immutable
public interface RecordExplanation {

    /** Whether and how a search finds a record. */
    enum Verdict {
        /** Found, with its current content. */
        CURRENT,
        /** Found, with an earlier content, with chunks of one, or with a text produced with different settings. */
        OUTDATED,
        /** Found, without fields that the source could not deliver. */
        LACKS_FIELDS,
        /** Found, although it was deleted in the source. */
        ORPHANED,
        /** Found in part: some of its chunks are missing. */
        INCOMPLETE,
        /** Not found: it failed, and a retry is pending. */
        FAILED,
        /** Not found: no sync has stored it yet. */
        NOT_SYNCED,
        /**
         * Not found, although a completed sync has read it since it changed last: somebody deleted or damaged its points, or
         * it came into scope without a change.
         */
        MISSING,
        /** Not found: it is in quarantine, until it is deleted or lifted out of it. */
        QUARANTINED,
        /** Not found: it is in neither source nor sink. */
        UNKNOWN
    }

    /** The model. */
    ModelName model();

    /** The record. */
    RecordId id();

    /** The conclusion. */
    Verdict verdict();

    /** What is known, and why the record is or is not found, for people; at least one line. */
    List<String> reasons();

    /** Whether the source has the record, archived or not. */
    boolean inSource();

    /**
     * The change time of the record in the source, in milliseconds since 1970-01-01T00:00Z by the clock of the source;
     * empty if the record does not exist or has none.
     */
    OptionalLong sourceVersion();

    /** The number of chunks of the record in the sink. */
    int storedChunks();

    /**
     * The change time of the stored content, in milliseconds since 1970-01-01T00:00Z by the clock of the source; empty
     * if nothing is stored.
     */
    OptionalLong storedVersion();

    /** The quarantine of the record in the sink. */
    Optional<Quarantine> quarantine();

    /** The stored failure of the record. */
    Optional<FailedRecord> failure();

    /**
     * When the last completed sync of the model ended, by the clock of the metadata store; empty if none has completed.
     */
    Optional<Instant> lastSync();

    /** Starts an explanation. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RecordExplanation}. Not thread-safe. */
    final class Builder extends ImmutableRecordExplanation.Builder {
        Builder() {}
    }
}
