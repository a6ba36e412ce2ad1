package io.syncline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.PlanReport;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.cli.config.Config;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.wiring.OpenEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan for the fictitious company. */
class DemoPlanTest {

    @TempDir
    private Path directory;

    @Test
    void planShouldPredictTheTokensOfTheSync() {
        try (DemoOdoo odoo = DemoOdoo.start(Company.generate(), Clock.systemUTC())) {
            Path file = DemoFiles.prepare(directory, odoo);
            Config config = ConfigReader.read(directory, file, Map.of());
            SyncRequest request = SyncRequest.builder()
                    .model(ModelName.of(DemoOdoo.LEADS))
                    .testLimit(60)
                    .build();
            try (OpenEngine open = OpenEngine.of(config, SyncListener.NONE)) {
                PlanReport plan = open.engine().plan(request);
                SyncReport report = open.engine().sync(request);

                assertThat(report.recordsEmbedded()).isEqualTo(60).isEqualTo(plan.recordsToEmbed());
                assertThat(plan.chunks()).isEqualTo(report.chunksEmbedded());
                assertThat((double) plan.tokens() / report.tokens()).isBetween(0.95, 1.05);
            }
        }
    }
}
