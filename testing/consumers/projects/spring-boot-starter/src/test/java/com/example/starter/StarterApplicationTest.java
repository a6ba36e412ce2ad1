package com.example.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.service.SyncService;
import io.syncline.service.run.TrackedRun;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Applications that are started as users start theirs. */
class StarterApplicationTest {

    private static final Map<String, Object> ONE_MODEL =
            Map.of("syncline.models[0].name", "res.partner", "syncline.models[0].schedule.sync.every", "1h");

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    @Import(MemoryAdapters.class)
    static class Application {

        private final SyncEngine engine;

        Application(SyncEngine engine) {
            this.engine = engine;
        }

        @GetMapping("/sync")
        SyncReport sync() {
            return engine.sync(SyncRequest.of("res.partner"));
        }
    }

    private static StartedApplication start(Map<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>(ONE_MODEL);
        all.putAll(properties);
        all.putIfAbsent("spring.autoconfigure.exclude", NO_DATABASE);
        return new StartedApplication(all, Application.class);
    }

    /** The class path of the tests has a pool and no database; both generations' names, of which one is unknown. */
    private static final String NO_DATABASE = "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration,"
            + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

    static Map<String, Object> withoutDatabase() {
        return Map.of("spring.autoconfigure.exclude", NO_DATABASE);
    }

    @Test
    void modelShouldBeSyncedBySchedule() throws Exception {
        try (StartedApplication application = start(Map.of())) {
            SyncReport report =
                    (SyncReport) application.bean(BlockingQueue.class).take();

            assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
            assertThat(report.recordsEmbedded()).isEqualTo(1);
        }
    }

    @Test
    void controllerShouldReturnAReport() throws Exception {
        try (StartedApplication application = start(Map.of("syncline.schedule.enabled", "false"))) {
            HttpResponse<String> answer = application.get("/sync");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body())
                    .startsWith("{\"success\":true,\"outcome\":\"completed\",\"model_name\":\"res.partner\"")
                    .contains("\"records_embedded\":1,");
        }
    }

    @Test
    void endpointShouldShowAndStart() throws Exception {
        try (StartedApplication application = start(Map.of())) {
            application.bean(BlockingQueue.class).take();
            TrackedRun first =
                    application.bean(SyncService.class).runs().newestFirst().get(0);
            first.ended().join();

            assertThat(application.get("/actuator/syncline").body())
                    .contains(
                            "\"model_name\":\"res.partner\"",
                            "\"freshness\":{\"state\":\"fresh\"",
                            "\"records_stored\":1");
            assertThat(application.get("/actuator/syncline/res.partner").body()).contains("\"failures\":[]");
            assertThat(application.get("/actuator/syncline/res.users").statusCode())
                    .isEqualTo(404);
            HttpResponse<String> started = application.post("/actuator/syncline/res.partner/full-sync");
            assertThat(started.statusCode()).isEqualTo(202);
            assertThat(started.body()).contains("\"state\":\"started\"", "\"run_id\":\"");
            assertThat(application.post("/actuator/syncline/res.users/sync").statusCode())
                    .isEqualTo(404);
            assertThat(application.post("/actuator/syncline/res.partner/snyc").statusCode())
                    .isEqualTo(404);
            assertThat(((SyncReport) application.bean(BlockingQueue.class).take()).recordsUnchanged())
                    .isEqualTo(1);
            assertThat(application.get("/actuator/health").body())
                    .containsPattern("\"syncline\":\\{[^}]*\"res.partner\":\\{\"freshness\":\"fresh\"")
                    .contains("\"status\":\"UP\"");
            assertThat(application.get("/actuator/metrics").body()).contains("\"syncline.run\"");
        }
    }

    @Test
    void readerShouldNotStartRuns() throws Exception {
        try (StartedApplication application = start(Map.of("management.endpoint.syncline.access", "read-only"))) {
            assertThat(application.get("/actuator/syncline").statusCode()).isEqualTo(200);
            assertThat(application.post("/actuator/syncline/res.partner/sync").statusCode())
                    .isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void disabledStarterShouldMakeNothing() {
        try (StartedApplication application = new StartedApplication(
                Map.of("syncline.enabled", "false", "spring.autoconfigure.exclude", NO_DATABASE), Empty.class)) {
            assertThat(application.context().getBeansOfType(SyncEngine.class)).isEmpty();
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Empty {}
}
