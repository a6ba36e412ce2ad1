package io.syncline.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Texts and payloads as a sync would embed and store them, and what is left out of them. */
@Style
@Value.Immutable
public interface PreviewReport {

    /** The model. */
    ModelName model();

    /** The records, ascending by id. */
    List<PreviewedRecord> records();

    /** The records that were asked for and that the source does not have, or this user may not see; each once. */
    List<RecordId> missing();

    /** The fields that could be read and are left out, because they are private and nobody named them. */
    List<LeftOutField> leftOutFields();

    /** The fields that cannot be read. */
    List<RestrictedField> restrictedFields();

    /** The list price of all texts in US dollars. 0 if the embedder is not metered; empty if the price is not known. */
    Optional<BigDecimal> cost();

    /** What a person should know; empty if there is nothing. */
    List<String> warnings();

    /** Facts about what was read that need no action. */
    List<String> notes();

    /** The tokens of all texts. */
    @Value.Derived
    @Value.Auxiliary
    default long tokens() {
        return records().stream().mapToLong(PreviewedRecord::tokens).sum();
    }

    /** Starts a report. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PreviewReport}. Not thread-safe. */
    final class Builder extends ImmutablePreviewReport.Builder {
        Builder() {}
    }
}
