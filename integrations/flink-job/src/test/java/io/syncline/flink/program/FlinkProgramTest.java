package io.syncline.flink.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.flink.JobArguments;
import io.syncline.flink.FlinkSync;
import io.syncline.flink.job.EngineProvider;
import io.syncline.flink.job.SyncJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkProgramTest {

    private static final ModelName MODEL = ModelName.of("res.partner");

    @TempDir
    private Path directory;

    @Test
    void flagsShouldBecomeChoicesOfTheJob() {
        JobArguments arguments = new JobArguments(MODEL);
        arguments.flag("full", true);
        arguments.flag("retry-failed", false);
        arguments.recordsPerRange(7);

        SyncJob job = FlinkProgram.job(new JobArguments(arguments.words()));

        assertThat(job.model()).isEqualTo(MODEL.value());
        assertThat(job.choices()).containsExactly(SyncJob.Choice.FULL);
        assertThat(job.recordsPerRange()).isEqualTo(7);
        assertThat(job.request(false).forceFull()).isTrue();
        assertThat(job.request(true).forceFull())
                .as("a coordinator in the place of another")
                .isFalse();
    }

    @Test
    void jobGraphShouldHoldTheConfigurationWithoutCommentsAndOtherSections() throws Exception {
        String graph = jobGraph();

        assertThat(graph).contains("https://erp.example.com", "${ODOO_PASSWORD}", "res.partner");
        assertThat(graph).doesNotContain("M4RKER", "${SERVER_TOKEN}");
    }

    private String jobGraph() throws IOException {
        Files.writeString(directory.resolve("syncline.yaml"), """
                # M4RKER of a comment
                source: {type: odoo, url: "https://erp.example.com", database: erp, username: bot, password: "${ODOO_PASSWORD}"}
                askers:
                  ada: {username: ada, password: M4RKER-of-a-person}
                server: {token: "${SERVER_TOKEN}"}
                """);
        JobArguments arguments = new JobArguments(MODEL);
        arguments.config(ConfigReader.toSend(directory, Path.of("syncline.yaml")));
        EngineProvider provider = FlinkProgram.provider(new JobArguments(List.copyOf(arguments.words())));
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
        FlinkSync.source(environment, provider, SyncJob.of(MODEL.value())).sinkTo(new DiscardingSink<>());
        byte[] graph =
                InstantiationUtil.serializeObject(environment.getStreamGraph().getJobGraph());
        return new String(graph, StandardCharsets.UTF_8);
    }
}
