package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.cli.output.Console;
import io.syncline.cli.output.Screen;
import io.syncline.cli.output.Shell;
import io.syncline.cli.output.Signals;
import io.syncline.cli.wiring.PendingCalls;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitNoticeTest {

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private final Console console = new Console(new Shell(
            InputStream.nullInputStream(),
            System.out,
            new PrintStream(messages, true, StandardCharsets.UTF_8),
            Screen.NONE,
            Map.of(),
            Path.of(""),
            Clock.systemUTC(),
            new Signals() {
                @Override
                public <T> T during(Runnable stop, Callable<T> work) throws Exception {
                    return work.call();
                }
            }));
    private final PendingCalls calls = new PendingCalls();
    private long now;

    /** Lets seconds pass, and checks after each of them. */
    private String after(WaitNotice notice, int seconds) {
        for (int second = 0; second < seconds; second++) {
            now += TimeUnit.SECONDS.toNanos(1);
            notice.check();
        }
        return messages.toString(StandardCharsets.UTF_8);
    }

    @Test
    void callThatDoesNotReturnShouldBeNamedAfterFiveSecondsAndAgainAfterTen() {
        try (WaitNotice notice = new WaitNotice(console, calls, () -> now)) {
            assertThat(after(notice, 60)).as("nothing is pending").isEmpty();
            calls.during("the sink (qdrant)", () -> {
                notice.check();
                assertThat(after(notice, 4)).isEmpty();
                assertThat(after(notice, 1)).isEqualTo("waiting 5 s for the sink (qdrant)\n");
                assertThat(after(notice, 4).lines()).hasSize(1);
                assertThat(after(notice, 1).lines()).last().isEqualTo("waiting 10 s for the sink (qdrant)");
                return now;
            });
            assertThat(after(notice, 60).lines()).hasSize(2);
        }
    }

    @Test
    void noticeShouldWaitWhileCallsReturnOrSomethingIsPrinted() {
        try (WaitNotice notice = new WaitNotice(console, calls, () -> now)) {
            calls.during("the embedder (voyage)", () -> {
                for (int i = 0; i < 10; i++) {
                    assertThat(after(notice, 4)).isEmpty();
                    calls.during("the source (odoo)", () -> now);
                }
                after(notice, 4);
                console.message("a line");
                return after(notice, 4);
            });
            assertThat(messages.toString(StandardCharsets.UTF_8)).isEqualTo("a line\n");
        }
    }

    /** A server that is down answers each retry with a failure; that is no progress. */
    @Test
    void waitShouldGoOnWhileCallsFail() {
        try (WaitNotice notice = new WaitNotice(console, calls, () -> now)) {
            notice.check();
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> calls.during("the source (sql)", () -> {
                            after(notice, 3);
                            throw new IllegalStateException("down");
                        }))
                        .hasMessage("down");
                after(notice, 2);
            }
            assertThat(messages.toString(StandardCharsets.UTF_8).lines())
                    .containsExactly(
                            "waiting 5 s for the source (sql)",
                            "waiting 10 s for the source (sql)",
                            "waiting 20 s for the source (sql)");
            calls.during("the source (sql)", () -> now);
            assertThat(after(notice, 60).lines()).hasSize(3);
        }
    }
}
