package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Assertions for every port method that is called on an interrupted thread. */
final class Interruption {

    private Interruption() {}

    static void assertFlagPreserved(ThrowingCallable call) {
        Thread.currentThread().interrupt();
        Throwable thrown;
        boolean preserved;
        try {
            thrown = catchThrowable(call);
        } finally {
            preserved = Thread.interrupted();
        }
        assertThat(preserved).as("interrupt flag after the call").isTrue();
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
