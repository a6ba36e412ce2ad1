package com.example.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RunOutcome;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncReport;
import io.syncline.core.SyncEngine;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The client of Qdrant with the versions of its libraries that the application's Spring Boot chooses, on a real server. */
class QdrantClientTest {

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(MemoryAdapters.class)
    static class Application {}

    @Test
    void syncShouldStoreInQdrant() throws Exception {
        QdrantTestServer qdrant = QdrantTestServer.shared();
        Map<String, Object> properties = new LinkedHashMap<>(StarterApplicationTest.withoutDatabase());
        properties.putAll(Map.of(
                "memory.sink",
                "false",
                "syncline.sink.type",
                "qdrant",
                "syncline.sink.host",
                qdrant.host(),
                "syncline.sink.port",
                qdrant.port(),
                "syncline.sink.collection",
                QdrantTestServer.freshName(),
                "syncline.models[0].name",
                "res.partner"));
        try (StartedApplication application = new StartedApplication(properties, Application.class)) {
            SyncReport report =
                    (SyncReport) application.bean(BlockingQueue.class).take();

            assertThat(report.outcome()).as(report.errors().toString()).isEqualTo(RunOutcome.COMPLETED);
            assertThat(application
                            .bean(SyncEngine.class)
                            .search(SearchRequest.builder()
                                    .query("wheels")
                                    .limit(1)
                                    .build()))
                    .hasSize(1);
        }
    }
}
