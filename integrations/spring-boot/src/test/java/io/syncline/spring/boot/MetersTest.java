package io.syncline.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.service.SyncService;
import io.syncline.service.run.ServiceListener;
import io.syncline.service.run.TrackedRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/** What the starter tells the meters and the listeners of an application. */
class MetersTest {

    /** Listeners of the application's own beside the meters. */
    @Configuration(proxyBeanMethods = false)
    @Import(MemoryPorts.class)
    static class Listening {

        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        @Order(1)
        ServiceListener first() {
            return new ServiceListener() {
                @Override
                public void ended(TrackedRun run) {
                    heard.add("first");
                    throw new IllegalStateException("A bug of a listener");
                }
            };
        }

        @Bean
        @Order(2)
        ServiceListener second() {
            return new ServiceListener() {
                @Override
                public void ended(TrackedRun run) {
                    heard.add("second");
                }
            };
        }
    }

    @Test
    void everyListenerShouldHearOfRunsAndTheMetersToo() {
        try (ConfigurableApplicationContext context = Applications.start(
                Map.of("syncline.models[0].name", "res.partner", "syncline.schedule.enabled", "false"),
                Listening.class)) {
            context.getBean(SyncService.class)
                    .sync(SyncRequest.of("res.partner"), "test")
                    .run()
                    .ended()
                    .join();

            awaitStoredRecord(context);
            List<String> heard = context.getBean(Listening.class).heard;
            while (heard.size() < 2) {
                Thread.onSpinWait();
            }
            assertThat(heard).containsExactly("first", "second");
        }
    }

    /** A process that ended before this application started. */
    @Configuration(proxyBeanMethods = false)
    @Import(MemoryPorts.class)
    static class Synced {

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        InitializingBean earlierProcess(RecordSource source, Embedder embedder, VectorSink sink, MetadataStore state) {
            return () -> {
                try (SyncEngine engine = SyncEngine.builder()
                        .source(source)
                        .embedder(embedder)
                        .sink(sink)
                        .metadata(state)
                        .build()) {
                    engine.sync(SyncRequest.of("res.partner"));
                }
            };
        }
    }

    @Test
    void storedStateShouldBeShownBeforeAnyRunEnds() {
        try (ConfigurableApplicationContext context = Applications.start(
                Map.of("syncline.models[0].name", "res.partner", "syncline.schedule.enabled", "false"), Synced.class)) {
            awaitStoredRecord(context);
        }
    }

    private static void awaitStoredRecord(ConfigurableApplicationContext context) {
        MeterRegistry registry = context.getBean(MeterRegistry.class);
        Gauge gauge = null;
        while (gauge == null || gauge.value() != 1) {
            Thread.onSpinWait();
            gauge = registry.find("syncline.stored.records").gauge();
        }
    }
}
