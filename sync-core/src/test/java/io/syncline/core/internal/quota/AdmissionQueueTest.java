package io.syncline.core.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdmissionQueueTest {

    private final AdmissionQueue queue = new AdmissionQueue();
    private final EventLoop loop = new ImmediateLoop();
    private final List<Long> woken = new ArrayList<>();

    private final AdmissionClient first = client(loop, 1);
    private final AdmissionClient second = client(loop, 2);

    private AdmissionClient client(EventLoop ofRun, long number) {
        return new AdmissionClient(ofRun, () -> woken.add(number), number);
    }

    @Test
    void headShouldBeTheClientThatWasServedLeast() {
        queue.enter(first);
        queue.enter(second);
        assertThat(queue.head()).as("the first one of equals").isSameAs(first);

        queue.serve(first, 10);
        assertThat(queue.head()).isSameAs(second);
        queue.serve(second, 30);

        assertThat(queue.head()).isSameAs(first);
    }

    @Test
    void idleClientShouldNotAccumulateAnAdvantage() {
        queue.enter(first);
        queue.serve(first, 100);
        queue.serve(first, 100);

        queue.enter(second);

        assertThat(second.served()).isEqualTo(100);
    }

    @Test
    void clientShouldWaitOnce() {
        queue.enter(first);
        queue.enter(first);

        assertThat(queue.remove(first)).isTrue();

        assertThat(queue.contains(first)).isFalse();
        assertThat(queue.head()).isNull();
        assertThat(queue.remove(first)).isFalse();
    }

    @Test
    void clientsOfAnEndedRunShouldBeRemoved() {
        AdmissionClient other = client(new ImmediateLoop(), 3);
        queue.enter(first);
        queue.enter(second);
        queue.enter(other);

        assertThat(queue.removeAll(loop)).isTrue();

        assertThat(queue.head()).isSameAs(other);
    }

    @Test
    void headOrAllShouldBeWoken() {
        queue.wakeHead();
        assertThat(woken).isEmpty();
        queue.enter(second);
        queue.enter(first);

        queue.wakeHead();
        assertThat(woken).containsExactly(1L);
        queue.wakeAll();

        assertThat(woken).containsExactly(1L, 2L, 1L);
    }

    /** Runs actions immediately; nothing else is needed here. */
    private static final class ImmediateLoop implements EventLoop {

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public <T> CompletableFuture<T> call(Work work, Callable<T> callable) {
            throw new UnsupportedOperationException("A queue makes no calls");
        }

        @Override
        public Runnable schedule(Duration delay, Runnable action) {
            throw new UnsupportedOperationException("A queue schedules nothing");
        }

        @Override
        public void execute(Runnable action) {
            action.run();
        }
    }
}
