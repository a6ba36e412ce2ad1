package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.ReindexContent.LARGER;
import static io.syncline.testkit.contract.ReindexContent.SOURCES;
import static io.syncline.testkit.contract.SinkContent.BANKS;
import static io.syncline.testkit.contract.SinkContent.OTHER_SOURCE;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkContent.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
import io.syncline.core.port.vector.SinkIdentity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which collections there are, and what becomes of them. A part of {@link ReindexingContract}. */
public interface ReindexCollectionsContract extends Contract<ReindexingFixture> {

    @Test
    default void nothingShouldBeReplacedBeforeTheFirstSync() {
        Reindexing reindexing = fixture().reindexing();
        assertThat(reindexing.status())
                .isEqualTo(new ReindexStatus(Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
        assertThat(reindexing.indexed()).as("there is no new collection").isTrue();
        assertThat(reindexing.abandon()).isEmpty();
        assertThatThrownBy(() -> reindexing.begin(LARGER, SOURCES)).isInstanceOf(SetupException.class);
        assertThatThrownBy(reindexing::models).isInstanceOf(SetupException.class);
        assertThatThrownBy(reindexing::embedder).isInstanceOf(SetupException.class);
    }

    @Test
    default void servingCollectionShouldBeDescribed() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(BANKS, 1);
        content.serve(OTHER_SOURCE, 1);
        content.serve(PARTNERS, 1, 2);
        Reindexing reindexing = fixture().reindexing();
        assertThat(reindexing.models()).containsExactly(PARTNERS, BANKS, OTHER_SOURCE);
        assertThat(reindexing.embedder()).contains(SCHEMA.embedder().toString());
        assertThat(reindexing.status().serving()).isPresent();
        assertThat(reindexing.status().building()).isEmpty();
        assertThat(reindexing.status().previous()).isEmpty();
        assertThat(reindexing.status().idle()).isEmpty();
    }

    @Test
    default void beginShouldContinueWhatWasBegun() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1, 2);
        content.fill(LARGER, PARTNERS, 1);
        ReindexStatus begun = fixture().reindexing().status();
        Reindexing later = fixture().reopen();
        assertThat(later.status()).isEqualTo(begun);
        assertThatThrownBy(() -> later.begin(SinkContent.schema(SinkContent.DIMENSION + 1), SOURCES))
                .as("for another embedder")
                .isInstanceOf(SetupException.class);
        content.fill(LARGER, PARTNERS, 2);
        assertThat(later.status()).isEqualTo(begun);
        assertThat(later.switchOver(ReindexContent::all, Map.of()).switched()).isTrue();
        content.assertServing(LARGER, 1, 2);
    }

    @Test
    default void conditionShouldStayWithTheNewCollection() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1);
        assertThatThrownBy(() -> fixture().reindexing().setCondition("none"))
                .as("nothing was begun")
                .isInstanceOf(SetupException.class);
        content.fill(LARGER, PARTNERS, 1);
        assertThat(fixture().reindexing().condition()).isEmpty();
        fixture().reindexing().setCondition("an earlier one");
        fixture().reindexing().setCondition("only on Sundays");
        content.fill(LARGER, PARTNERS, 1);
        assertThat(fixture().reopen().condition()).contains("only on Sundays");
        fixture().reindexing().abandon();
        assertThat(fixture().reindexing().condition()).isEmpty();
        content.fill(LARGER, PARTNERS, 1);
        assertThat(fixture().reindexing().condition())
                .as("of another collection")
                .isEmpty();
        fixture().reindexing().setCondition("only on Sundays");
        assertThat(fixture()
                        .reindexing()
                        .switchOver(ReindexContent::all, Map.of())
                        .switched())
                .isTrue();
        assertThat(fixture().reopen().condition()).as("serves").isEmpty();
    }

    /** Nobody pays for a collection that cannot serve in the end. */
    @Test
    default void beginShouldBeRefusedWhenTheServingCollectionHasRecordsOfAnUnnamedSource() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1);
        content.serve(OTHER_SOURCE, 1);
        ReindexStatus before = fixture().reindexing().status();
        assertThatThrownBy(() -> fixture().reindexing().begin(LARGER, SOURCES))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(OTHER_SOURCE.source());
        assertThat(fixture().reindexing().status()).as("nothing was created").isEqualTo(before);
        Set<String> both = Set.of(PARTNERS.source(), OTHER_SOURCE.source());
        try (VectorSink sink = fixture().reindexing().begin(LARGER, both)) {
            assertThat(sink.count(PARTNERS)).isZero();
        }
    }

    @Test
    default void eachCollectionShouldHaveAnIdentityOfItsOwn() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1);
        SinkIdentity old = content.identity(SCHEMA);
        String serving = fixture().reindexing().status().serving().orElseThrow();
        SinkIdentity fresh;
        try (VectorSink sink = fixture().reindexing().begin(LARGER, SOURCES)) {
            fresh = sink.prepare(LARGER);
        }
        assertThat(fresh.id()).isNotEqualTo(old.id());
        content.fill(LARGER, PARTNERS, 1);
        fixture().reindexing().switchOver(ReindexContent::all, Map.of());
        assertThat(content.identity(LARGER).id()).as("after the switch").isEqualTo(fresh.id());
        fixture().reindexing().rollback(serving);
        assertThat(content.identity(SCHEMA).id()).as("after the rollback").isEqualTo(old.id());
    }

    @Test
    default void abandonedCollectionShouldBeDropped() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1);
        content.fill(LARGER, PARTNERS, 1);
        Optional<String> building = fixture().reindexing().status().building();
        assertThat(building).isPresent();
        assertThat(fixture().reindexing().abandon()).isEqualTo(building);
        assertThat(fixture().reindexing().abandon()).as("again").isEmpty();
        assertThat(fixture().reindexing().status().building()).isEmpty();
        assertThat(fixture().reindexing().status().idle()).isEmpty();
        assertThatThrownBy(() -> fixture().reindexing().check(ReindexContent::all, Map.of()))
                .isInstanceOf(SetupException.class);
        try (VectorSink anew = fixture().reindexing().begin(SinkContent.schema(SinkContent.DIMENSION + 1), SOURCES)) {
            assertThat(anew.count(PARTNERS)).as("begun anew").isZero();
        }
        content.assertServing(SCHEMA, 1);
    }

    @Test
    default void collectionsShouldBeReplacedAgainAndAgain() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1);
        Set<String> served =
                new HashSet<>(fixture().reindexing().status().serving().stream().toList());
        for (int dimension = 5; dimension < 8; dimension++) {
            content.fill(SinkContent.schema(dimension), PARTNERS, 1);
            ReindexReport report = fixture().reindexing().switchOver(ReindexContent::all, Map.of());
            assertThat(report.switched()).isTrue();
            assertThat(served.add(report.serving())).as("a new collection").isTrue();
            content.assertServing(SinkContent.schema(dimension), 1);
        }
        assertThat(fixture().reindexing().dropIdle()).hasSize(3);
        assertThat(fixture().reindexing().dropIdle()).isEmpty();
    }
}
