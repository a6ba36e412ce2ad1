package io.syncline.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Signals NO_SIGNALS = new Signals() {
        @Override
        public <T> T during(Runnable stop, Callable<T> work) throws Exception {
            return work.call();
        }
    };

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private Console console(Screen screen) {
        PrintStream both = new PrintStream(shown, true, StandardCharsets.UTF_8);
        return new Console(new Shell(
                InputStream.nullInputStream(),
                both,
                both,
                screen,
                Map.of(),
                Path.of("/"),
                Clock.systemUTC(),
                NO_SIGNALS));
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private static RunProgress at(long millis, long done, long total) {
        return new RunProgress(
                ModelName.of("res.partner"),
                done,
                done,
                done,
                0,
                total < 0 ? OptionalLong.empty() : OptionalLong.of(total),
                Duration.ofMillis(millis),
                0);
    }

    @Test
    void barShouldShowTextsUntilTheFirstRecordIsFinished() {
        Progress progress = new Progress(console(new Screen(100, false, false)));
        ModelName model = ModelName.of("res.partner");

        progress.progressed(new RunProgress(model, 64, 0, 0, 0, OptionalLong.of(3000), Duration.ofSeconds(9), 128));
        assertThat(shown()).contains("0/3,000  128 texts embedded");
        progress.progressed(new RunProgress(model, 64, 64, 64, 0, OptionalLong.of(3000), Duration.ofSeconds(19), 128));
        assertThat(shown().substring(shown().lastIndexOf('\r'))).doesNotContain("texts");
    }

    @Test
    void barShouldShowPercentRateAndTimeLeft() {
        Progress progress = new Progress(console(new Screen(100, false, false)));

        progress.progressed(at(0, 0, 3000));
        progress.progressed(at(5000, 1500, 3000));

        assertThat(shown())
                .endsWith(
                        "\rres.partner  [====================                    ]   50%  1,500/3,000  300/s  5 s left\u001b[K");
    }

    @Test
    void barShouldUseLinesWhenTheTerminalHasThem() {
        Progress progress = new Progress(console(new Screen(80, true, false)));

        progress.progressed(at(1000, 1, 4));

        assertThat(shown()).contains("━━").contains("╌╌").contains(" 25%  1/4");
    }

    @Test
    void pauseShouldReplaceTheBarUntilItIsOver() {
        Progress progress = new Progress(console(new Screen(100, false, false)));
        ModelName model = ModelName.of("res.partner");
        RunPause pause = new RunPause(
                RunPause.Reason.RATE_LIMIT,
                RunPause.Party.EMBEDDER,
                "voyage/voyage-4/1024",
                "Too many requests",
                Duration.ZERO,
                Duration.ofMillis(11_200));

        progress.paused(model, pause);
        progress.progressed(at(1000, 1, 4));

        assertThat(shown())
                .endsWith("\rres.partner  waiting for voyage/voyage-4/1024: rate limit, next attempt in 12 s:"
                        + " Too many requests\u001b[K");

        progress.resumed(model, Duration.ofSeconds(12));
        progress.progressed(at(2000, 2, 4));

        assertThat(shown()).contains(" 50%  2/4");
    }

    @Test
    void barShouldNeverBeWiderThanTheTerminal() {
        for (int columns = 10; columns < 130; columns++) {
            ProgressBar bar = new ProgressBar(new Screen(columns, true, false));
            assertThat(bar.render(at(61_000, 74_000, 1_000_000), 1234.5).length())
                    .as("with %d columns", columns)
                    .isLessThan(columns);
        }
    }

    @Test
    void barShouldCountWhenTheTotalIsUnknown() {
        ProgressBar bar = new ProgressBar(new Screen(80, false, false));

        assertThat(bar.render(at(90_000, 1500, -1), 16.6)).isEqualTo("res.partner  1,500 records  17/s  1 min 30 s");
    }

    @Test
    void progressShouldBeDrawnAtMostTenTimesASecond() {
        Progress progress = new Progress(console(new Screen(80, false, false)));

        for (int millis = 0; millis < 1000; millis++) {
            progress.progressed(at(millis, millis, 1000));
        }

        assertThat(shown().split("\r", -1)).hasSize(11);
    }

    @Test
    void logShouldGetALineAtGrowingIntervalsWhileTheRunWaits() {
        Progress progress = new Progress(console(Screen.NONE));
        ModelName model = ModelName.of("res.partner");

        for (int second = 0; second <= 30; second += 3) {
            progress.paused(model, unanswered(second));
        }
        progress.resumed(model, Duration.ofSeconds(30));
        progress.paused(model, unanswered(3));

        assertThat(shown()).isEqualToNormalizingNewlines("""
                        res.partner  waiting for sink: no answer yet, for 3 s
                        res.partner  waiting for sink: no answer yet, for 6 s
                        res.partner  waiting for sink: no answer yet, for 12 s
                        res.partner  waiting for sink: no answer yet, for 24 s
                        res.partner  waiting for sink: no answer yet, for 3 s
                        """);
    }

    private static RunPause unanswered(int seconds) {
        return new RunPause(
                RunPause.Reason.NO_ANSWER, RunPause.Party.SINK, "sink", "", Duration.ofSeconds(seconds), Duration.ZERO);
    }

    @Test
    void progressShouldWriteNothingWhenThereIsNoTerminal() {
        Progress progress = new Progress(console(Screen.NONE));

        progress.progressed(at(1000, 1, 2));

        assertThat(shown()).isEmpty();
    }

    @Test
    void rateShouldExcludeRecordsOfAnEarlierRun() {
        Rate rate = new Rate();

        rate.add(Duration.ZERO, 50_000);
        rate.add(Duration.ofSeconds(2), 50_200);

        assertThat(rate.perSecond()).isEqualTo(100);
    }

    @Test
    void rateShouldCoverTheLastSecondsOnly() {
        Rate rate = new Rate();
        for (int second = 0; second <= 100; second++) {
            rate.add(Duration.ofSeconds(second), Math.min(second, 50) * 10L);
        }

        assertThat(rate.perSecond()).isZero();
    }

    @Test
    void linesShouldBePrintedAboveTheBar() {
        Console console = console(new Screen(80, false, false));

        console.status("bar");
        console.message("a message");

        assertThat(shown()).isEqualTo("\rbar\u001b[K\r\u001b[Ka message" + System.lineSeparator() + "bar");
    }

    @Test
    void barShouldNotBeDrawnWhenThereIsNothingToDo() {
        Progress progress = new Progress(console(new Screen(100, true, false)));

        progress.progressed(at(0, 0, 0));
        progress.progressed(at(500, 0, 0));

        assertThat(shown()).isEmpty();
    }

    @Test
    void barShouldDisappearWhenTheRunEnds() {
        Console console = console(new Screen(80, false, false));
        Progress progress = new Progress(console);

        progress.progressed(at(1000, 1, 2));
        progress.finished(SyncReport.builder()
                .model(ModelName.of("res.partner"))
                .outcome(RunOutcome.COMPLETED)
                .syncType(SyncType.FULL)
                .build());
        console.message("done");

        assertThat(shown()).endsWith("\r\u001b[Kdone" + System.lineSeparator());
    }
}
