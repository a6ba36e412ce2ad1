package io.syncline.mcp.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.mcp.internal.call.ClientCall;
import org.junit.jupiter.api.Test;

/** Requests that are being answered, whose ids clients use again. */
class InFlightCallsTest {

    private final InFlightCalls calls = new InFlightCalls();

    @Test
    void idShouldBeUsableAgainBeforeTheAnswerIsWritten() throws ProtocolError {
        ClientCall first = calls.begin("session", 1);
        assertThatThrownBy(() -> calls.begin("session", 1)).isInstanceOf(ProtocolError.class);

        calls.freeId("session", 1);

        ClientCall second = calls.begin("session", 1);
        assertThat(calls.allAnswered()).as("neither answer is written").isNotDone();
        calls.end(first);
        assertThat(calls.isBusy("session")).isTrue();
        assertThatThrownBy(() -> calls.begin("session", 1))
                .as("the end of the first does not free the second's id")
                .isInstanceOf(ProtocolError.class);
        calls.end(second);
        assertThat(calls.isBusy("session")).isFalse();
        assertThat(calls.allAnswered()).isDone();
    }

    @Test
    void permitShouldBeGivenBackOnce() throws ProtocolError {
        for (int i = 0; i < 100; i++) {
            ClientCall call = calls.begin("session", i);
            calls.freeId("session", i);
            calls.end(call);
            calls.end(call);
        }
        for (int i = 0; i < 32; i++) {
            calls.begin("session", i);
        }
        assertThatThrownBy(() -> calls.begin("session", 99)).isInstanceOf(ProtocolError.class);
    }
}
