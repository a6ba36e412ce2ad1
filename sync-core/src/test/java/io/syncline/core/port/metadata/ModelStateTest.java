package io.syncline.core.port.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ModelStateTest {

    @Test
    void stateThatStartsOverShouldKeepNothingToBeginFromButTheMarkThatShowsTheLoss() {
        ModelState state = ModelState.builder()
                .watermark(Instant.EPOCH)
                .lastMaxWriteDate(Instant.EPOCH)
                .fingerprint("settings")
                .epoch(7)
                .sinkMark(50)
                .build();

        ModelState over = state.startingOver();

        assertThat(over).isEqualTo(ModelState.builder().epoch(7).sinkMark(50).build());
    }
}
