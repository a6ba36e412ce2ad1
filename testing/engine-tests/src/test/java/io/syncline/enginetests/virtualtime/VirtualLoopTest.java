package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VirtualLoopTest {

    private final VirtualTime time = new VirtualTime(Instant.EPOCH, new SplittableRandom(1));
    private final VirtualLoop loop = new VirtualLoop(time, work -> 1);
    private final List<String> done = new ArrayList<>();

    @Test
    void actionShouldRunWhenThePauseOfItsProcessIsOver() {
        loop.schedule(Duration.ofSeconds(1), () -> done.add("late"));
        loop.pause(Duration.ofSeconds(3));

        time.run(Duration.ofSeconds(2));
        assertThat(done).isEmpty();

        time.run(Duration.ofSeconds(2));
        assertThat(done).containsExactly("late");
    }

    @Test
    void actionThatIsCancelledWhileAPauseDelaysItShouldNotRun() {
        Runnable cancel = loop.schedule(Duration.ofSeconds(1), () -> done.add("cancelled"));
        loop.pause(Duration.ofSeconds(3));
        time.run(Duration.ofSeconds(2));

        cancel.run();
        time.run(Duration.ofSeconds(2));

        assertThat(done).isEmpty();
    }
}
