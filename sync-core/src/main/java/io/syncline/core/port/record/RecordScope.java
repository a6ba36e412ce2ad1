package io.syncline.core.port.record;

import io.syncline.api.ModelName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which records of a source are meant, and which of their fields are to be read. */
@Value.Immutable
public interface RecordScope {

    /**
     * The model.
     *
     * @return its name
     */
    ModelName model();

    /**
     * The fields to read.
     *
     * @return technical names as in {@link ModelDescription}; empty to read no more than id and version
     */
    List<String> fields();

    /**
     * Whether archived records are in scope.
     *
     * @return true by default
     */
    @Value.Default
    default boolean includeArchived() {
        return true;
    }

    /**
     * The lower bound of a listing of changes, inclusive, in whole seconds by the source's clock. A record belongs to
     * the listing if its own change time, or that of anything its fields are made from, is not before this instant, or
     * if it has no change time at all.
     *
     * @return an instant cut to whole seconds, or empty for all records
     */
    Optional<Instant> changedSince();

    /** Refuses a fraction of a second. */
    @Value.Check
    default void check() {
        if (changedSince().isPresent()
                && !changedSince()
                        .get()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .equals(changedSince().get())) {
            throw new IllegalArgumentException("The lower bound must be in whole seconds, not "
                    + changedSince().get());
        }
    }

    /**
     * The same scope without a change time.
     *
     * @return a scope of all records
     */
    default RecordScope withoutChangeTime() {
        return builder()
                .model(model())
                .fields(fields())
                .includeArchived(includeArchived())
                .build();
    }

    /**
     * Starts a scope.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RecordScope}; not thread-safe. */
    final class Builder extends ImmutableRecordScope.Builder {
        Builder() {}
    }
}
