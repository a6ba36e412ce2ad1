package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.HybridSink;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.vector.ModelKey;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The contract of sinks that are a {@link HybridSink}, a {@link QuarantiningSink} and a {@link SourceCatalog}: words of
 * records that are hidden, renamed or dropped.
 */
public interface SinkHiddenWordsContract
        extends SinkFilteredWordsContract, SinkQuarantineContract, SourceCatalogContract {

    @Test
    default void wordsOfAQuarantinedRecordShouldBeHidden() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Zanzibar", 0).chunk("Zanzibar again", 0), doc(2).chunk("Colombo", 0));
        hiding().quarantine(PARTNERS, 2, ids(1), WEEK);
        assertThat(found("zanzibar colombo", 10)).containsExactly(2L);
        assertThat(numbers(search(PARTNERS, "zanzibar", 10, true))).containsExactly(1L);
        hiding().lift(PARTNERS, 3, ids(1));
        assertThat(found("zanzibar", 10)).containsExactly(1L);
    }

    @Test
    default void wordsOfQuarantinedRecordsShouldNotCrowdOutTheOthers() {
        SinkContent content = SinkContent.prepared(this);
        for (int id = 1; id <= 90; id++) {
            content.upsert(1, doc(id).chunk(id <= 80 ? "Zanzibar" : "A long text that mentions Zanzibar once", 0));
        }
        hiding().quarantine(
                        PARTNERS,
                        2,
                        LongStream.rangeClosed(1, 80).mapToObj(this::id).toList(),
                        WEEK);
        assertThat(found("zanzibar", 3)).hasSize(3).allMatch(id -> id > 80);
    }

    @Test
    default void wordsShouldMoveWithARenamedSource() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Zanzibar", 0));
        catalog().rename(PARTNERS, "renamed", 2);
        assertThat(found("zanzibar", 10)).isEmpty();
        assertThat(numbers(search(new ModelKey("renamed", PARTNERS.model()), "zanzibar", 10, false)))
                .containsExactly(1L);
    }

    @Test
    default void wordsOfADroppedSourceShouldBeDropped() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(1).chunk("Zanzibar", 0));
        content.upsert(SinkContent.BANKS, 1, doc(1).chunk("Zanzibar", 0));
        catalog().drop(PARTNERS, 2);
        assertThat(found("zanzibar", 10)).isEmpty();
        assertThat(numbers(search(SinkContent.BANKS, "zanzibar", 10, false))).containsExactly(1L);
    }

    private QuarantiningSink hiding() {
        return (QuarantiningSink) fixture().sink();
    }
}
