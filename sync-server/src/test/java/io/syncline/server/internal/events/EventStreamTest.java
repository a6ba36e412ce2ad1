package io.syncline.server.internal.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.service.run.ServiceTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a listener is sent, on a clock that moves when the stream waits, or when a slow listener reads. */
class EventStreamTest {

    private static final int MODELS = 200;

    private final Map<String, EventFeed.Event> events = new LinkedHashMap<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private Duration passed = Duration.ZERO;
    private Runnable eachSecond = () -> {};

    EventStreamTest() {
        for (int i = 0; i < MODELS; i++) {
            put(i, 0);
        }
    }

    private void put(int model, int stored) {
        String text = "model " + model + " stores " + stored;
        events.put("model" + model, new EventFeed.Event(text, "data: " + text + "\n\n"));
    }

    private final ServiceTime time = new ServiceTime() {
        @Override
        public Instant now() {
            return Instant.EPOCH.plus(passed);
        }

        @Override
        public long nanos() {
            return passed.toNanos();
        }

        @Override
        public void await(CompletableFuture<?> event, Duration most) {
            passed = passed.plus(most);
            eachSecond.run();
        }
    };

    private void listen(OutputStream out) throws Exception {
        new EventStream(() -> events, time, closed, out).run();
    }

    /** What a listener who reads all is sent in some seconds. */
    private String sentIn(int seconds) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Runnable before = eachSecond;
        eachSecond = () -> {
            before.run();
            if (passed.toSeconds() >= seconds) {
                closed.complete(null);
            }
        };
        listen(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatChangedBetweenTwoTicksShouldBeSentOnceAsItIsThen() throws Exception {
        int[] stored = {0};
        eachSecond = () -> {
            for (int change = 0; change < 10; change++) {
                put(7, ++stored[0]);
            }
        };
        String sent = sentIn(3);

        assertThat(sent).containsOnlyOnce("model 8 stores 0");
        assertThat(sent.lines().filter(line -> line.contains("model 7 ")))
                .containsExactly("data: model 7 stores 0", "data: model 7 stores 10", "data: model 7 stores 20");
    }

    @Test
    void silenceShouldBeBrokenNowAndThen() throws Exception {
        assertThat(sentIn(31).lines().filter(line -> line.equals(": alive"))).hasSize(2);
    }

    @Test
    void listenerThatReadsTooSlowlyShouldBeDropped() {
        OutputStream slow = new OutputStream() {
            @Override
            public void write(int one) {}

            @Override
            public void write(byte[] bytes, int from, int length) {
                passed = passed.plusMillis(500);
            }
        };
        assertThatThrownBy(() -> listen(slow)).isInstanceOf(IOException.class).hasMessageContaining("too slowly");
        assertThat(passed).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(22));
    }

    @Test
    void listenerThatHasGoneShouldEndTheStream() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThatThrownBy(() -> listen(gone)).isInstanceOf(IOException.class).hasMessage("Broken pipe");
    }
}
