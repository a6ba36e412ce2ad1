package io.syncline.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RunPause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseBoardTest {

    private final List<String> shown = new ArrayList<>();

    @Test
    void latestPauseShouldBeShownWhenAnotherEnds() {
        ThreadedEventLoop loop = new ThreadedEventLoop(Runnable::run, () -> 0L);
        PauseBoard board = new PauseBoard(loop, new PauseBoard.Listener() {
            @Override
            public void paused(RunPause pause) {
                shown.add(pause.waitingFor());
            }

            @Override
            public void resumed(Duration lasted) {
                shown.add("resumed");
            }
        });
        board.show("a", () -> pause("first"));
        board.show("b", () -> pause("second"));
        board.show("c", () -> pause("third"));

        board.clear("b");
        board.clear("c");
        board.clear("a");

        assertThat(shown)
                .containsExactly(
                        "first: outage",
                        "second: outage",
                        "third: outage",
                        "third: outage",
                        "first: outage",
                        "resumed");
    }

    private static RunPause pause(String name) {
        return new RunPause(RunPause.Reason.OUTAGE, RunPause.Party.SINK, name, "refused", Duration.ZERO, Duration.ZERO);
    }
}
