package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.ReindexContent.LARGER;
import static io.syncline.testkit.contract.SinkContent.PARTNERS;
import static io.syncline.testkit.contract.SinkContent.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.vector.ReindexStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The way back, and its end. A part of {@link ReindexingContract}. */
public interface ReindexRollbackContract extends Contract<ReindexingFixture> {

    @Test
    default void rollbackShouldLetTheOldCollectionServe() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1, 2);
        String old = fixture().reindexing().status().serving().orElseThrow();
        content.fill(LARGER, PARTNERS, 1, 2);
        String fresh =
                fixture().reindexing().switchOver(ReindexContent::all, Map.of()).serving();
        Reindexing later = fixture().reopen();
        later.rollback(old);
        ReindexStatus returned =
                new ReindexStatus(Optional.of(old), Optional.empty(), Optional.empty(), List.of(fresh));
        assertThat(later.status()).isEqualTo(returned);
        content.assertServing(SCHEMA, 1, 2);
        fixture().reopen().rollback(old);
        assertThat(fixture().reindexing().status()).as("after a repetition").isEqualTo(returned);
        content.assertServing(SCHEMA, 1, 2);
        fixture().reindexing().rollback(fresh);
        assertThat(fixture().reindexing().status().serving()).contains(fresh);
        content.assertServing(LARGER, 1, 2);
    }

    /** Of three generations, the one that is named serves, however often the call is repeated. */
    @Test
    default void rollbackShouldGoNoFurtherThanToTheCollectionItNames() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1);
        content.fill(SinkContent.schema(5), PARTNERS, 1, 2);
        String second =
                fixture().reindexing().switchOver(ReindexContent::all, Map.of()).serving();
        content.fill(SinkContent.schema(6), PARTNERS, 1, 2, 3);
        fixture().reindexing().switchOver(ReindexContent::all, Map.of());
        fixture().reindexing().rollback(second);
        fixture().reopen().rollback(second);
        assertThat(fixture().reindexing().status().serving()).contains(second);
        content.assertServing(SinkContent.schema(5), 1, 2);
    }

    @Test
    default void rollbackShouldBeRefusedToACollectionThatNeverServed() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1);
        content.fill(LARGER, PARTNERS, 1);
        ReindexStatus before = fixture().reindexing().status();
        Reindexing reindexing = fixture().reindexing();
        assertThatThrownBy(() -> reindexing.rollback("no-such-collection"))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("no-such-collection");
        assertThatThrownBy(() -> reindexing.rollback(before.building().orElseThrow()))
                .as("to the collection that is being built")
                .isInstanceOf(SetupException.class);
        assertThat(reindexing.status()).isEqualTo(before);
        content.assertServing(SCHEMA, 1);
    }

    @Test
    default void droppedCollectionShouldNotServeAgain() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1);
        String old = fixture().reindexing().status().serving().orElseThrow();
        content.fill(LARGER, PARTNERS, 1);
        assertThat(fixture().reindexing().dropIdle())
                .as("neither the serving nor the new one")
                .isEmpty();
        fixture().reindexing().switchOver(ReindexContent::all, Map.of());
        assertThat(fixture().reindexing().dropIdle()).containsExactly(old);
        assertThat(fixture().reindexing().dropIdle()).as("again").isEmpty();
        assertThat(fixture().reindexing().status().previous()).isEmpty();
        assertThatThrownBy(() -> fixture().reindexing().rollback(old)).isInstanceOf(SetupException.class);
        content.assertServing(LARGER, 1);
    }

    /** Who regrets a switch within the grace time can go back, and a rollback begins it anew. */
    @Test
    default void idleCollectionShouldBeKeptForItsGraceTime() {
        Duration grace = Duration.ofDays(7);
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1);
        String old = fixture().reindexing().status().serving().orElseThrow();
        content.fill(LARGER, PARTNERS, 1);
        String fresh =
                fixture().reindexing().switchOver(ReindexContent::all, Map.of()).serving();
        assertThat(fixture().reindexing().dropIdle(grace)).isEmpty();
        fixture().advance(grace.minusMinutes(10));
        assertThat(fixture().reopen().dropIdle(grace))
                .as("shortly before its end")
                .isEmpty();
        fixture().reindexing().rollback(old);
        fixture().advance(grace.minusMinutes(10));
        assertThat(fixture().reindexing().dropIdle(grace))
                .as("the other one, since the rollback")
                .isEmpty();
        assertThat(fixture().reindexing().status().idle()).containsExactly(fresh);
        fixture().advance(Duration.ofMinutes(20));
        assertThat(fixture().reopen().dropIdle(grace)).containsExactly(fresh);
        content.assertServing(SCHEMA, 1);
    }

    @Test
    default void quarantineShouldStayWithTheOldCollection() {
        ReindexContent content = new ReindexContent(fixture());
        content.serve(PARTNERS, 1, 2);
        String old = fixture().reindexing().status().serving().orElseThrow();
        assertThat(content.quarantined()).isEmpty();
        content.hide(2);
        assertThat(content.quarantined()).containsExactly(RecordId.of(2));
        content.fill(LARGER, PARTNERS, 1);
        assertThat(fixture()
                        .reindexing()
                        .switchOver((key, ids) -> Set.of(), Map.of())
                        .switched())
                .isTrue();
        assertThat(content.quarantined()).as("of the new collection").isEmpty();
        fixture().reindexing().rollback(old);
        assertThat(content.quarantined()).as("after the rollback").containsExactly(RecordId.of(2));
    }
}
