package io.syncline.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private final SyncException lost = new SetupException("Lost for the test");

    private final Cancellation cancellation = new Cancellation();
    private final List<String> events = new ArrayList<>();

    @Test
    void runShouldContinueUntilItIsStopped() {
        cancellation.register(recorder());

        assertThat(cancellation.isStopped()).isFalse();
        assertThat(events).isEmpty();
    }

    @Test
    void listenersShouldBeInformedOnceInTheirOrder() {
        cancellation.register(() -> events.add("first"));
        cancellation.register(recorder());

        cancellation.cancel();
        cancellation.cancel();

        assertThat(cancellation.isStopped()).isTrue();
        assertThat(events).containsExactly("first", "cancelled");
    }

    @Test
    void cancelledRunMayStillBeAborted() {
        cancellation.register(recorder());

        cancellation.cancel();
        cancellation.abort(lost);
        cancellation.abort(new SetupException("A second failure"));

        assertThat(events).containsExactly("cancelled", "aborted");
        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(cancellation.abortCause()).containsSame(lost);
    }

    @Test
    void lateListenerShouldBeInformedImmediately() {
        cancellation.abort(lost);

        cancellation.register(recorder());

        assertThat(events).containsExactly("aborted");
        assertThat(cancellation.isCancelled()).isFalse();
    }

    @Test
    void removedListenerShouldHearNothing() {
        cancellation.register(recorder()).run();

        cancellation.cancel();

        assertThat(events).isEmpty();
    }

    @Test
    void listenerMayRemoveItselfWhileItIsInformed() {
        Runnable[] remove = new Runnable[1];
        remove[0] = cancellation.register(() -> remove[0].run());
        cancellation.register(recorder());

        cancellation.cancel();

        assertThat(events).containsExactly("cancelled");
    }

    private Cancellation.Listener recorder() {
        return new Cancellation.Listener() {
            @Override
            public void cancelled() {
                events.add("cancelled");
            }

            @Override
            public void aborted(SyncException cause) {
                events.add("aborted");
            }
        };
    }
}
