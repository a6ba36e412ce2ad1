package io.syncline.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** What source, state, failures and sink know of one record, and what follows from it. */
@Style
@Value.Immutable
public interface RecordExplanation {

    /** Whether a search can find a record, and as what. */
    enum Verdict {
        /** Found, with its present content. */
        CURRENT,
        /** Found, with an earlier content, or with a text made in another way than now. */
        OUTDATED,
        /** Found, although the source no longer has it. */
        ORPHANED,
        /** Found in part: some of its chunks are missing. */
        INCOMPLETE,
        /** Not found: it failed, and waits for another try. */
        FAILED,
        /** Not found: no sync has stored it yet. */
        NOT_SYNCED,
        /** Not found: it is in quarantine, where it waits for its deletion or to be lifted out of it. */
        QUARANTINED,
        /** Not found: neither source nor sink has it. */
        UNKNOWN
    }

    /**
     * The model.
     *
     * @return its name
     */
    ModelName model();

    /**
     * The record.
     *
     * @return its id
     */
    RecordId id();

    /**
     * What follows from the rest.
     *
     * @return a verdict
     */
    Verdict verdict();

    /**
     * What is known, and why the record is or is not searchable, in plain words.
     *
     * @return at least one line
     */
    List<String> reasons();

    /**
     * Whether the source has the record, archived or not.
     *
     * @return true if so
     */
    boolean inSource();

    /**
     * The change time of the record in the source.
     *
     * @return milliseconds since 1970-01-01T00:00Z by the source's clock, or empty if it is not there or has none
     */
    OptionalLong sourceVersion();

    /**
     * Chunks of the record in the sink.
     *
     * @return their number, 0 if there are none
     */
    int storedChunks();

    /**
     * The change time that the stored content had.
     *
     * @return milliseconds since 1970-01-01T00:00Z by the source's clock, or empty if nothing is stored
     */
    OptionalLong storedVersion();

    /**
     * Whether and how long the sink hides the record.
     *
     * @return its quarantine, or empty if it is in none
     */
    Optional<Quarantine> quarantine();

    /**
     * What is known of earlier failures.
     *
     * @return the failed record, or empty if it is not among them
     */
    Optional<FailedRecord> failure();

    /**
     * When the last completed sync of the model ended.
     *
     * @return an instant by the clock of the metadata store, or empty if none has completed
     */
    Optional<Instant> lastSync();

    /**
     * Starts an explanation.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RecordExplanation}; not thread-safe. */
    final class Builder extends ImmutableRecordExplanation.Builder {
        Builder() {}
    }
}
