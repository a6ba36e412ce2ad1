package io.syncline.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ParallelProgressTest {

    private static final ModelName PARTNERS = ModelName.of("res.partner");
    private static final ModelName ORDERS = ModelName.of("sale.order");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ParallelProgress on(Screen screen) {
        return new ParallelProgress(new Console(new Shell(
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                screen,
                Map.of(),
                Path.of("/"),
                InstantSource.system(),
                new Signals() {
                    @Override
                    public <T> T during(Runnable stop, java.util.concurrent.Callable<T> work) throws Exception {
                        return work.call();
                    }
                })));
    }

    private static RunProgress progress(ModelName model, long done, OptionalLong total) {
        return new RunProgress(model, done, done, done, 0, total, Duration.ofSeconds(1), 0);
    }

    private static RunPause pause(Duration lasted) {
        return new RunPause(
                RunPause.Reason.OUTAGE, RunPause.Party.SINK, "sink", "refused", lasted, Duration.ofSeconds(2));
    }

    private String lastStatus() {
        String all = err.toString(StandardCharsets.UTF_8);
        return all.substring(all.lastIndexOf('\r') + 1).replace("\u001b[K", "");
    }

    @Test
    void terminalShouldShowTheRunsInOneLine() {
        ParallelProgress progress = on(new Screen(80, true, false));

        progress.progressed(progress(PARTNERS, 48, OptionalLong.of(100)));
        progress.progressed(progress(ORDERS, 1200, OptionalLong.empty()));
        assertThat(lastStatus()).isEqualTo("res.partner 48%, sale.order 1,200 records");
        progress.ended(PARTNERS);
        assertThat(lastStatus()).isEqualTo("sale.order 1,200 records");
        progress.ended(ORDERS);
        assertThat(lastStatus()).isEmpty();
    }

    @Test
    void pauseShouldReplaceTheProgressOfItsModelUntilItEnds() {
        ParallelProgress progress = on(new Screen(80, true, false));

        progress.paused(PARTNERS, pause(Duration.ZERO));
        progress.progressed(progress(PARTNERS, 48, OptionalLong.of(100)));
        assertThat(lastStatus()).isEqualTo("res.partner waiting for sink: outage, next attempt in 2 s");
        progress.resumed(PARTNERS, Duration.ofSeconds(2));
        progress.progressed(progress(PARTNERS, 49, OptionalLong.of(100)));
        assertThat(lastStatus()).isEqualTo("res.partner 49%");
    }

    @Test
    void pipeShouldGetALineWhenAPauseLastsAndAfterTwiceTheTimeAgain() {
        ParallelProgress progress = on(Screen.NONE);

        for (int seconds = 0; seconds <= 6; seconds++) {
            progress.paused(PARTNERS, pause(Duration.ofSeconds(seconds)));
        }

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("res.partner  waiting for sink: outage") && line.endsWith("refused"));
    }
}
