package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What holds for every port method that is called on an interrupted thread. */
final class Interruption {

    private Interruption() {}

    static void assertKept(ThrowingCallable call) {
        Thread.currentThread().interrupt();
        Throwable thrown;
        boolean kept;
        try {
            thrown = catchThrowable(call);
        } finally {
            kept = Thread.interrupted();
        }
        assertThat(kept).as("interrupt flag after the call").isTrue();
        assertRightKind(thrown);
    }

    private static void assertRightKind(@Nullable Throwable thrown) {
        if (thrown != null) {
            assertThat(thrown)
                    .as("what an interrupted call throws")
                    .isInstanceOfAny(TransientException.class, UnknownOutcomeException.class);
        }
    }
}
