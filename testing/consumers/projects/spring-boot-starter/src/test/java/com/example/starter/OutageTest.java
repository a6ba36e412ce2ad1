package com.example.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.VectorSink;
import io.syncline.service.SyncService;
import io.syncline.service.run.TrackedRun;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** An Odoo that takes connections and answers none of them. */
class OutageTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableScheduling
    static class Application {

        private final CountDownLatch ticks = new CountDownLatch(5);
        private final ManualClock clock = new ManualClock(Instant.now());

        @Scheduled(fixedDelay = 1)
        void otherJob() {
            ticks.countDown();
        }

        @Bean
        CountDownLatch ticks() {
            return ticks;
        }

        @Bean
        Embedder embedder() {
            return InMemoryEmbedder.builder().build();
        }

        @Bean
        VectorSink sink() {
            return new InMemoryVectorSink();
        }

        @Bean
        MetadataStore state() {
            return new InMemoryMetadataStore(clock);
        }
    }

    private static StartedApplication start(int port, Map<String, Object> more) {
        Map<String, Object> properties = new LinkedHashMap<>(StarterApplicationTest.withoutDatabase());
        properties.putAll(Map.of(
                "syncline.source.type", "odoo",
                "syncline.source.url", "http://127.0.0.1:" + port,
                "syncline.source.database", "company",
                "syncline.source.username", "sync",
                "syncline.source.apiKey", "a-key-that-no-message-repeats",
                "syncline.models[0].name", "res.partner",
                "syncline.models[0].fields", "name, email"));
        properties.putAll(more);
        return new StartedApplication(properties, Application.class);
    }

    @Test
    void muteSourceShouldDelayNeitherOtherJobsNorTheShutdown() throws Exception {
        try (ServerSocket odoo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            TrackedRun run;
            long begin;
            List<Socket> calls = new ArrayList<>();
            try (StartedApplication application = start(odoo.getLocalPort(), Map.of())) {
                calls.add(odoo.accept());
                application.bean(CountDownLatch.class).await();
                run = application.bean(SyncService.class).runs().active().get(0);
                begin = System.nanoTime();
            }
            // 4 s of them for the run and the engine; nothing was ever answered
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
            assertThat(run.isCancelled()).as("the run was asked to end").isTrue();
            for (Socket call : calls) {
                call.close();
            }
        }
    }

    @Test
    void healthShouldTellWhichModelIsStale() throws Exception {
        int port = unused();
        try (StartedApplication application = start(port, Map.of("syncline.engine.retry.give-up-after", "0s"))) {
            SyncService service = application.bean(SyncService.class);
            List<TrackedRun> runs = service.runs().active();
            while (runs.isEmpty() && service.runs().newestFirst().isEmpty()) {
                Thread.onSpinWait();
            }
            service.runs().newestFirst().get(0).ended().join();

            assertThat(application.get("/actuator/health").body())
                    .contains("\"status\":\"STALE\"", "\"res.partner\":{\"freshness\":\"failing\"", "127.0.0.1")
                    .contains("{\"status\":\"UP\"")
                    .doesNotContain("a-key-that-no-message-repeats");
        }
    }

    private static int unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
