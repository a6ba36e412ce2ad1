package io.syncline.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.Difference;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.text.Chunk;
import io.syncline.core.text.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordComparisonTest {

    private static final RecordId ID = RecordId.of(1);
    private static final String NOW = "embedder;text";
    private static final Quarantine QUARANTINE =
            Quarantine.of(Instant.parse("2026-11-24T08:00:00Z"), Duration.ofDays(30));

    private final Document document =
            new Document(List.of(new Chunk("one", 1), new Chunk("two", 1)), Payload.EMPTY, "hash");

    @Test
    void recordShouldBeMissingWithoutAStamp() {
        assertDifference(null, Difference.Kind.MISSING);
        assertThat(compare(null).needsEmbedding()).isTrue();
        assertThat(compare(null).surplus()).isFalse();
    }

    @Test
    void recordShouldBeCurrentWhenEverythingIsEqual() {
        RecordComparison comparison = compare(stamp(NOW, "hash", 2, true, false));

        assertThat(comparison.isCurrent()).isTrue();
        assertThat(comparison.needsEmbedding()).isFalse();
    }

    @Test
    void fingerprintShouldBeJudgedBeforeTheContent() {
        assertDifference(stamp("other", "other", 1, false, true), Difference.Kind.WRONG_FINGERPRINT);
    }

    @Test
    void contentShouldBeJudgedBeforeItsChunks() {
        assertDifference(stamp(NOW, "other", 1, false, true), Difference.Kind.STALE);
    }

    @Test
    void recordShouldBeIncompleteWhenItsStampIsNotIntact() {
        assertDifference(stamp(NOW, "hash", 1, false, true), Difference.Kind.INCOMPLETE);
        assertThat(compare(stamp(NOW, "hash", 1, false, false)).surplus()).isTrue();
    }

    @Test
    void hiddenRecordShouldNeedNoEmbeddingWhenItsContentIsStored() {
        RecordComparison comparison = compare(stamp(NOW, "hash", 3, true, true));

        assertThat(comparison.difference()).contains(Difference.Kind.QUARANTINED);
        assertThat(comparison.needsEmbedding()).isFalse();
        assertThat(comparison.surplus()).isTrue();
        assertThat(comparison.quarantined()).isTrue();
    }

    @Test
    void surplusChunksShouldNeedNoEmbedding() {
        RecordComparison comparison = compare(stamp(NOW, "hash", 3, true, false));

        assertThat(comparison.difference()).contains(Difference.Kind.SURPLUS_CHUNKS);
        assertThat(comparison.needsEmbedding()).isFalse();
    }

    @Test
    void contentShouldBeReadOnlyWhenTheStampIsInDoubt() {
        RecordStamp current = stamp(NOW, "hash", 2, true, false);

        assertThat(RecordComparison.needsContent(9, NOW, current)).isFalse();
        assertThat(RecordComparison.needsContent(0, NOW, current)).isTrue();
        assertThat(RecordComparison.needsContent(8, NOW, current)).isTrue();
        assertThat(RecordComparison.needsContent(9, "other", current)).isTrue();
        assertThat(RecordComparison.needsContent(9, NOW, null)).isTrue();
        assertThat(RecordComparison.needsContent(9, NOW, stamp(NOW, "hash", 2, false, false)))
                .isTrue();
        assertThat(RecordComparison.needsContent(9, NOW, stamp(NOW, "hash", 3, true, false)))
                .isTrue();
        assertThat(RecordComparison.needsContent(9, NOW, stamp(NOW, "hash", 2, true, true)))
                .isTrue();
    }

    @Test
    void documentThatLacksFieldsShouldBeCurrentWhenItIsStored() {
        assertThat(partial(9, stamp(NOW + ";without=a,b", "hash", 2, true, false))
                        .isCurrent())
                .isTrue();
    }

    @Test
    void completeDocumentShouldReplaceOneThatLacksFields() {
        assertDifference(stamp(NOW + ";without=a,b", "hash", 2, true, false), Difference.Kind.LACKS_FIELDS);
        assertThat(compare(stamp(NOW + ";without=a,b", "hash", 2, true, false)).needsEmbedding())
                .isTrue();
    }

    @Test
    void documentThatLacksFieldsShouldReplaceACompleteOneOfAnotherVersionOnly() {
        assertThat(partial(9, stamp(NOW, "other", 2, true, false)).isCurrent()).isTrue();
        assertThat(partial(10, stamp(NOW, "other", 2, true, false)).difference())
                .contains(Difference.Kind.STALE);
        assertThat(partial(0, stamp(NOW, "other", 2, true, false)).needsEmbedding())
                .isTrue();
        assertThat(partial(9, stamp("other", "other", 2, true, false)).difference())
                .contains(Difference.Kind.WRONG_FINGERPRINT);
        assertThat(partial(9, stamp(NOW + ";without=c", "other", 2, true, false))
                        .difference())
                .contains(Difference.Kind.LACKS_FIELDS);
    }

    @Test
    void completeDocumentShouldStayWhenItIsHiddenOrHasSurplusChunks() {
        RecordComparison hidden = partial(9, stamp(NOW, "other", 2, true, true));
        RecordComparison surplus = partial(9, stamp(NOW, "other", 3, true, false));

        assertThat(hidden.difference()).contains(Difference.Kind.QUARANTINED);
        assertThat(hidden.needsEmbedding()).isFalse();
        assertThat(hidden.quarantined()).isTrue();
        assertThat(surplus.difference()).contains(Difference.Kind.SURPLUS_CHUNKS);
        assertThat(surplus.needsEmbedding()).isFalse();
        assertThat(surplus.surplus()).isTrue();
        assertThat(hidden.surplus()).isFalse();
    }

    @Test
    void surplusShouldBeWhatIsBeyondTheDocumentThatStays() {
        Document shorter = new Document(
                List.of(new Chunk("one", 1)), Payload.EMPTY, "hash", new TreeMap<>(Map.of("b", "no value")));

        RecordComparison comparison = RecordComparison.of(shorter, 9, NOW, stamp(NOW, "other", 3, true, false));

        assertThat(comparison.chunks())
                .as("to trim it to the chunks of what lacks fields would delete text")
                .isEqualTo(2);
    }

    private RecordComparison partial(long version, RecordStamp stamp) {
        Document partial = new Document(
                document.chunks(), Payload.EMPTY, "hash", new TreeMap<>(Map.of("b", "no value", "a", "no value")));
        return RecordComparison.of(partial, version, NOW, stamp);
    }

    private void assertDifference(@Nullable RecordStamp stamp, Difference.Kind kind) {
        assertThat(compare(stamp).difference()).contains(kind);
        assertThat(compare(stamp).isCurrent()).isFalse();
    }

    private RecordComparison compare(@Nullable RecordStamp stamp) {
        return RecordComparison.of(document, 9, NOW, stamp);
    }

    private static RecordStamp stamp(String fingerprint, String hash, int stored, boolean intact, boolean hidden) {
        Optional<Quarantine> quarantine = hidden ? Optional.of(QUARANTINE) : Optional.empty();
        return new RecordStamp(ID, 9, hash, fingerprint, 2, stored, 1, intact, quarantine);
    }
}
