package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.UnknownOutcomeException;
import org.junit.jupiter.api.Test;

/** The record of failed writes that may still arrive. */
class LateWritesTest {

    private final LateWrites late = new LateWrites();

    @Test
    void nothingShouldBeLateWhenAWriteWasAcknowledged() {
        late.watch(PARTNERS, 5, () -> {});

        assertThat(late.possible(PARTNERS, 5)).isFalse();
    }

    @Test
    void failedWriteShouldConcernItsOwnEpochAndOlderOnesOfItsModel() {
        fail(new IllegalStateException("closed"));

        assertThat(late.possible(PARTNERS, 4)).isTrue();
        assertThat(late.possible(PARTNERS, 5)).isTrue();
        assertThat(late.possible(PARTNERS, 6)).isFalse();
        assertThat(late.possible(PRODUCTS, 5)).isFalse();
    }

    @Test
    void laterSuccessShouldNotMakeAFailedWriteForgotten() {
        fail(new UnknownOutcomeException("reset"));
        late.watch(PARTNERS, 5, () -> {});
        late.watch(PARTNERS, 4, () -> {});

        assertThat(late.possible(PARTNERS, 5)).isTrue();
    }

    private void fail(RuntimeException thrown) {
        assertThatThrownBy(() -> late.watch(PARTNERS, 5, () -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
    }
}
