package io.syncline.core.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import org.junit.jupiter.api.Test;

class PipelineStateTest {

    private final SyncException failure = new SetupException("A failure for the test");

    private final PipelineState state = new PipelineState();

    @Test
    void readingPipelineShouldNotEnd() {
        assertThat(state.isReading()).isTrue();
        assertThat(state.mayEmbed()).isTrue();
        assertThat(state.mayStore()).isTrue();
        assertThat(state.endIf(false, false, false)).isFalse();
    }

    @Test
    void drainingPipelineShouldEndWhenNoPageIsLeft() {
        state.feedEnded();

        assertThat(state.isReading()).isFalse();
        assertThat(state.mayEmbed()).isTrue();
        assertThat(state.endIf(true, false, false)).as("with a call in flight").isFalse();
        assertThat(state.endIf(false, true, false)).as("with a page left").isFalse();
        assertThat(state.endIf(false, false, false)).isTrue();
        assertThat(state.failure()).isEmpty();
    }

    @Test
    void pipelineShouldEndOnce() {
        state.feedEnded();

        assertThat(state.endIf(false, false, false)).isTrue();
        assertThat(state.endIf(false, false, false)).isFalse();
        state.fail(failure);
        assertThat(state.failure()).as("after the end").isEmpty();
        assertThat(state.cancel()).isFalse();
    }

    @Test
    void failedFetchShouldBeReportedAfterThePagesBeforeIt() {
        state.fetchFailed(failure);

        assertThat(state.mayEmbed()).isTrue();
        assertThat(state.endIf(false, true, false)).isFalse();
        assertThat(state.endIf(false, false, false)).isTrue();
        assertThat(state.failure()).containsSame(failure);
    }

    @Test
    void cancelledPipelineShouldFinishItsPages() {
        assertThat(state.cancel()).isTrue();
        assertThat(state.cancel()).as("again").isFalse();

        assertThat(state.isReading()).isFalse();
        assertThat(state.mayEmbed()).isTrue();
        assertThat(state.endIf(false, true, false)).isFalse();
        assertThat(state.endIf(false, false, false)).isTrue();
    }

    @Test
    void pipelineShouldOnlyStoreWhenPatienceIsOver() {
        assertThat(state.patienceOver()).as("before it is cancelled").isFalse();
        state.feedEnded();
        state.cancel();

        assertThat(state.patienceOver()).isTrue();
        assertThat(state.mayEmbed()).isFalse();
        assertThat(state.mayStore()).isTrue();
        assertThat(state.endIf(false, true, true)).as("with a write left").isFalse();
        assertThat(state.endIf(false, true, false))
                .as("with a page that is not embedded")
                .isTrue();
    }

    @Test
    void abortingPipelineShouldEndWhenItsCallsHaveReturned() {
        state.cancel();
        state.fail(failure);
        state.fail(new SetupException("A second failure"));

        assertThat(state.mayStore()).isFalse();
        assertThat(state.patienceOver()).isFalse();
        assertThat(state.endIf(true, true, true)).isFalse();
        assertThat(state.endIf(false, true, true)).isTrue();
        assertThat(state.failure()).containsSame(failure);
    }
}
