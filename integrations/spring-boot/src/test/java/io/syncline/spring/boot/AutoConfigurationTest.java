package io.syncline.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.api.failure.SetupException;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.text.TextFilter;
import io.syncline.jackson.SynclineJackson2Module;
import io.syncline.jackson.SynclineJackson3Module;
import io.syncline.service.SyncService;
import io.syncline.service.run.Admission;
import io.syncline.service.run.TrackedRun;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.fault.Gate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Applications of Spring Boot 3.5 that start, stop and close with the starter; they have no web server. */
class AutoConfigurationTest {

    private static final Map<String, String> MODEL = Map.of("syncline.models[0].name", "res.partner");
    private static final Map<String, String> NO_SCHEDULE = Map.of("syncline.schedule.enabled", "false");

    private static Map<String, String> all(List<Map<String, String>> properties) {
        Map<String, String> all = new LinkedHashMap<>();
        properties.forEach(all::putAll);
        return all;
    }

    private static TrackedRun firstRun(SyncService service) {
        while (service.runs().newestFirst().isEmpty()) {
            Thread.onSpinWait();
        }
        TrackedRun run = service.runs().newestFirst().get(0);
        run.ended().join();
        return run;
    }

    @Test
    void modelShouldBeSyncedWhenTheApplicationHasStarted() {
        try (ConfigurableApplicationContext context = Applications.start(MODEL, MemoryPorts.class)) {
            TrackedRun run = firstRun(context.getBean(SyncService.class));

            assertThat(run.end().orElseThrow().outcome()).isEqualTo(RunOutcome.COMPLETED);
            assertThat(context.getBean(SyncEngine.class).failures(MemoryPorts.PARTNER, Cursor.START, 1))
                    .isEmpty();
        }
    }

    @Test
    void disabledStarterShouldMakeNothing() {
        try (ConfigurableApplicationContext context = Applications.start(Map.of("syncline.enabled", "false"))) {
            assertThat(context.getBeanDefinitionNames()).noneMatch(name -> name.startsWith("syncline"));
            assertThat(context.getBeansOfType(SynclineJackson2Module.class)).isEmpty();
            assertThat(context.getBeansOfType(SynclineJackson3Module.class)).isEmpty();
        }
    }

    /** An engine of the application's own, whose parts are no beans. */
    @Configuration(proxyBeanMethods = false)
    static class OwnEngine {

        @Bean
        SyncEngine engine() {
            MemoryPorts ports = new MemoryPorts();
            return SyncEngine.builder()
                    .source(ports.source(ports.faults()))
                    .embedder(ports.embedder())
                    .sink(ports.sink())
                    .metadata(ports.state())
                    .build();
        }
    }

    @Test
    void engineOfTheApplicationShouldReplaceTheOneOfTheStarterAndItsParts() {
        try (ConfigurableApplicationContext context = Applications.start(MODEL, OwnEngine.class)) {
            assertThat(firstRun(context.getBean(SyncService.class))
                            .end()
                            .orElseThrow()
                            .outcome())
                    .isEqualTo(RunOutcome.COMPLETED);
            assertThat(context.getBeansOfType(SyncEngine.class)).containsOnlyKeys("engine");
            for (Class<?> port : List.of(RecordSource.class, Embedder.class, VectorSink.class, MetadataStore.class)) {
                assertThat(context.getBeansOfType(port)).isEmpty();
            }
        }
    }

    /** An engine in the making of which a filter of texts takes part. */
    @Configuration(proxyBeanMethods = false)
    static class Masking {

        @Bean
        TextFilter masking() {
            return new TextFilter() {
                @Override
                public String name() {
                    return "rims";
                }

                @Override
                public String filter(ModelName model, String text) {
                    return text.replace("Wheels", "Rims");
                }
            };
        }
    }

    @Test
    void filterOfTextsShouldBeThatOfTheApplication() {
        try (ConfigurableApplicationContext context =
                Applications.start(all(List.of(MODEL, NO_SCHEDULE)), MemoryPorts.class, Masking.class)) {
            SyncEngine engine = context.getBean(SyncEngine.class);
            engine.sync(SyncRequest.of("res.partner"));
            assertThat(engine.search(
                            SearchRequest.builder().query("wheels").limit(1).build()))
                    .singleElement()
                    .satisfies(
                            hit -> assertThat(hit.toString()).contains("Rims").doesNotContain("Wheels"));
        }
    }

    /** A bean that uses the engine until it is destroyed itself. */
    @Configuration(proxyBeanMethods = false)
    @Import(MemoryPorts.class)
    static class Users {

        private final List<String> closed = new ArrayList<>();

        @Bean
        DisposableBean user(SyncEngine engine) {
            return () -> closed.add("user of an engine that is " + state(engine));
        }
    }

    private static String state(SyncEngine engine) {
        try {
            engine.probe(MemoryPorts.PARTNER);
            return "open";
        } catch (IllegalStateException e) {
            return "closed";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void engineShouldBeClosedAfterItsUsersAlsoIfBeansAreLazy(String lazy) {
        List<String> closed;
        SyncEngine engine;
        try (ConfigurableApplicationContext context =
                Applications.start(all(List.of(MODEL, Map.of("spring.main.lazy-initialization", lazy))), Users.class)) {
            closed = context.getBean(Users.class).closed;
            context.getBean("user");
            engine = context.getBean(SyncEngine.class);
            firstRun(context.getBean(SyncService.class));
        }
        assertThat(closed).containsExactly("user of an engine that is open");
        assertThat(state(engine)).isEqualTo("closed");
    }

    @Test
    void stoppedContextShouldStartAgainWithItsSchedules() {
        try (ConfigurableApplicationContext context = Applications.start(MODEL, MemoryPorts.class)) {
            SyncService service = context.getBean(SyncService.class);
            TrackedRun first = firstRun(service);

            context.stop();
            context.start();
            service.touch(MemoryPorts.PARTNER, List.of());

            while (service.runs().newestFirst().get(0) == first) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void stoppedContextWithoutSchedulesShouldStartRunsAgain() {
        try (ConfigurableApplicationContext context =
                Applications.start(all(List.of(MODEL, NO_SCHEDULE)), MemoryPorts.class)) {
            SyncService service = context.getBean(SyncService.class);
            context.stop();
            assertThat(service.sync(SyncRequest.of("res.partner"), "test").verdict())
                    .isEqualTo(Admission.Verdict.CLOSING);

            context.start();

            assertThat(service.sync(SyncRequest.of("res.partner"), "test").verdict())
                    .isEqualTo(Admission.Verdict.STARTED);
            assertThat(firstRun(service).end().orElseThrow().outcome()).isEqualTo(RunOutcome.COMPLETED);
        }
    }

    @Test
    void runOfTheEngineItselfShouldBeAskedToEndWhenTheContextStops() throws Exception {
        Gate gate = new Gate();
        try (ConfigurableApplicationContext context =
                Applications.start(all(List.of(MODEL, NO_SCHEDULE)), MemoryPorts.class)) {
            context.getBean(FaultInjector.class)
                    .follow(FaultPlan.builder()
                            .from(PortMethod.SOURCE_PAGE, 1, Fault.block(gate))
                            .build());
            SyncRun run = context.getBean(SyncEngine.class).start(SyncRequest.of("res.partner"));
            gate.awaitArrivals(1);

            context.stop();
            gate.open();

            assertThat(run.await().outcome()).isEqualTo(RunOutcome.CANCELLED);
        }
    }

    @Test
    void muteSourceShouldHoldUpTheShutdownNoLongerThanPromised() {
        Gate gate = new Gate();
        long begin;
        try (ConfigurableApplicationContext context = Applications.start(
                all(List.of(MODEL, NO_SCHEDULE, Map.of("syncline.service.drain", "1s"))), MemoryPorts.class)) {
            context.getBean(FaultInjector.class)
                    .follow(FaultPlan.builder()
                            .from(PortMethod.SOURCE_PAGE, 1, Fault.block(gate))
                            .build());
            context.getBean(SyncService.class).sync(SyncRequest.of("res.partner"), "test");
            gate.awaitArrivals(1);
            begin = System.nanoTime();
        }
        // one second to drain and one for the engine; the rest is for a machine that is busy
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(20);
        gate.open();
    }

    @Test
    void endpointShouldAnswerAStartWithItsStatus() {
        Gate gate = new Gate();
        try (ConfigurableApplicationContext context =
                Applications.start(all(List.of(MODEL, NO_SCHEDULE)), MemoryPorts.class)) {
            SynclineEndpoint endpoint = context.getBean(SynclineEndpoint.class);
            context.getBean(FaultInjector.class)
                    .follow(FaultPlan.builder()
                            .from(PortMethod.SOURCE_PAGE, 1, Fault.block(gate))
                            .build());

            WebEndpointResponse<Map<String, Object>> started = endpoint.start("res.partner", "sync");
            assertThat(started.getStatus()).isEqualTo(202);
            assertThat(started.getBody()).containsEntry("state", "started").containsKey("run_id");
            WebEndpointResponse<Map<String, Object>> second = endpoint.start("res.partner", "cleanup");
            assertThat(second.getStatus()).isEqualTo(409);
            assertThat(second.getBody())
                    .containsEntry("run_id", started.getBody().get("run_id"));
            assertThat(endpoint.start("res.users", "sync").getStatus()).isEqualTo(404);
            assertThat(endpoint.start("res.partner", "snyc").getStatus()).isEqualTo(404);
            gate.open();
            firstRun(context.getBean(SyncService.class));

            context.stop();
            assertThat(endpoint.start("res.partner", "sync").getStatus()).isEqualTo(503);
        }
    }

    @Test
    void missingPartShouldBeReportedWithTheFix() {
        FailureAnalysis analysis = analysisOf(MODEL);
        assertThat(analysis.getDescription())
                .startsWith("Syncline cannot be configured: ")
                .contains("'syncline.source.type' is missing: one of ");
        assertThat(analysis.getAction()).contains("syncline.enabled=false", "RecordSource");
    }

    /** A system that refuses something while it is opened. */
    @Configuration(proxyBeanMethods = false)
    static class Refusing {

        @Bean
        MetadataStore refusing() {
            throw new SetupException("The database company does not exist");
        }
    }

    @Test
    void whatASystemRefusesShouldBeReportedWithoutAStackTrace() {
        assertThat(analysisOf(MODEL, Refusing.class).getDescription())
                .isEqualTo("Syncline cannot start: The database company does not exist");
    }

    @Test
    void flagThatIsNoneShouldBeReportedWithItsKey() {
        assertThat(analysisOf(Map.of("syncline.schedule.enabled", "maybe"), MemoryPorts.class)
                        .getDescription())
                .contains("'syncline.schedule.enabled'", "true or false");
    }

    private static FailureAnalysis analysisOf(Map<String, String> properties, Class<?>... configurations) {
        LastAnalysis.REPORTED.clear();
        assertThatThrownBy(() -> Applications.start(properties, configurations).close())
                .isInstanceOf(RuntimeException.class);
        return LastAnalysis.REPORTED.remove();
    }
}
