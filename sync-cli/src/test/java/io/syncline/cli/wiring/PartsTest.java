package io.syncline.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {

    private final List<String> closed = new ArrayList<>();
    private final Parts parts = new Parts();

    private void open(String name, boolean closes) {
        parts.open(() -> () -> {
            closed.add(name);
            if (!closes) {
                throw new IllegalStateException(name + " cannot be closed");
            }
        });
    }

    @Test
    void partsShouldBeClosedTheLastOneFirst() {
        open("source", true);
        open("sink", true);
        parts.close();
        parts.close();
        assertThat(closed).containsExactly("sink", "source");
    }

    /** One that stays open would hold its file against the next one. */
    @Test
    void allShouldBeClosedAlsoAfterOneThatCannotBe() {
        open("source", true);
        open("sink", false);
        open("state", false);
        assertThatThrownBy(parts::close)
                .hasMessage("state cannot be closed")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("state", "sink", "source");
    }

    @Test
    void failureToOpenShouldBeToldAlsoIfThePartsCannotBeClosed() {
        open("source", true);
        open("sink", false);
        assertThatThrownBy(() -> parts.open(() -> {
                    throw new IllegalStateException("no such file");
                }))
                .hasMessage("no such file")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("sink", "source");
    }
}
