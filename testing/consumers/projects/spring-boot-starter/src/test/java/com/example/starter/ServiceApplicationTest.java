package com.example.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.service.ServiceApplication;
import io.syncline.api.SyncReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;

/** The example with its own file, and all ports in memory. */
class ServiceApplicationTest {

    @Test
    void searchShouldFindWhatTheScheduleSynced() throws Exception {
        Map<String, Object> properties = new LinkedHashMap<>(StarterApplicationTest.withoutDatabase());
        properties.put("config", "application");
        try (StartedApplication application =
                new StartedApplication(properties, ServiceApplication.class, MemoryAdapters.class)) {
            BlockingQueue<?> reports = application.bean(BlockingQueue.class);
            assertThat(((SyncReport) reports.take()).success()).isTrue();
            assertThat(((SyncReport) reports.take()).success()).isTrue();

            assertThat(application.get("/search?q=wheels").body())
                    .startsWith("[{\"model_name\":\"res.partner\",\"record_id\":1,\"score\":")
                    .contains("Wheels & Spokes");
        }
    }
}
