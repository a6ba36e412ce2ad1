package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.syncline.cli.output.Signals;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code flink sync} makes of the answers of a JobManager. That real ones answer so is tested where the job jar is built. */
class FlinkCommandTest {

    private static final String REPORT = "{\"success\":true,\"outcome\":\"completed_with_failures\","
            + "\"model_name\":\"res.partner\",\"sync_type\":\"full\",\"records_processed\":12,\"records_embedded\":7,"
            + "\"records_unchanged\":4,\"records_failed\":1,\"duration_ms\":61000,\"errors\":[],"
            + "\"warnings\":[\"a warning\"],\"notes\":[],\"cost_usd\":0.25,\"watermark\":\"2026-11-30T12:00:00Z\"}";

    @TempDir
    private Path directory;

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer manager;
    private CliHarness cli;

    @BeforeEach
    void start() throws IOException {
        manager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        manager.createContext("/", exchange -> {
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            requests.add(call + " " + body);
            if (call.startsWith("PATCH ")) {
                state("CANCELED");
            }
            String answer = answers.getOrDefault(call, "");
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    answer.isEmpty() || answer.contains("\"errors\":[\"") ? 400 : 200,
                    bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        manager.start();
        cli = new CliHarness(directory);
        cli.file("syncline.yaml", TestOdoo.config("http://erp", "production", "password: ${ODOO_PASSWORD}"));
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(directory.resolve("job.jar")))) {
            jar.putNextEntry(new ZipEntry("lib/a.jar"));
            jar.closeEntry();
        }
        answers.put("POST /v1/jars/upload", "{\"filename\":\"/tmp/uploads/7_job.jar\",\"status\":\"success\"}");
        answers.put("DELETE /v1/jars/7_job.jar", "{}");
        answers.put("POST /v1/jars/7_job.jar/run", "{\"jobid\":\"j0b\"}");
    }

    @AfterEach
    void end() {
        manager.stop(0);
    }

    private CliHarness.Result sync(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "flink",
                "sync",
                "res.partner",
                "--job-jar",
                "job.jar",
                "--parallelism",
                "3",
                "--jobmanager",
                "127.0.0.1:" + manager.getAddress().getPort()));
        words.addAll(List.of(more));
        words.set(4, directory.resolve("job.jar").toString());
        return cli.run(words.toArray(String[]::new));
    }

    private void state(String state) {
        answers.put("GET /v1/jobs/j0b", "{\"state\":\"" + state + "\",\"vertices\":[]}");
    }

    @Test
    void finishedJobShouldEndAsItsSync() throws IOException {
        state("FINISHED");
        answers.put(
                "GET /v1/jobs/j0b/accumulators",
                "{\"user-task-accumulators\":[{\"name\":\"syncline.report\",\"value\":"
                        + new JsonMapper().writeValueAsString("[" + REPORT + "]") + "}]}");

        CliHarness.Result lines = sync();
        assertThat(lines.status()).as("%s", lines).isEqualTo(ExitCode.SOME_RECORDS_FAILED);
        assertThat(lines.out())
                .contains("full sync completed, but some records failed")
                .contains("12 records processed: 7 embedded, 4 unchanged");
        assertThat(lines.err()).contains("a warning");

        JsonNode json = new JsonMapper().readTree(sync("--json").out());
        JsonNode report = new JsonMapper().readTree(REPORT);
        assertThat(report.properties())
                .allSatisfy(member -> assertThat(json.path(member.getKey())).isEqualTo(member.getValue()));
    }

    @Test
    void programShouldGetTheConfigurationWithoutSecretsAndTheOptions() throws IOException {
        state("CANCELED");
        cli.environment.put("ODOO_PASSWORD", "M4RKER");

        CliHarness.Result cancelled = sync("--full", "--records-per-range", "50");

        assertThat(cancelled.status()).isEqualTo(ExitCode.FAILED);
        assertThat(cancelled.out()).contains("stopped").contains("run the same command again to resume");
        String run = requests.stream()
                .filter(call -> call.contains("/run"))
                .findFirst()
                .orElseThrow();
        JsonNode body = new JsonMapper().readTree(run.substring(run.indexOf('{')));
        assertThat(body.path("parallelism").asInt()).isEqualTo(3);
        assertThat(body.path("programArgsList").toString())
                .contains("\"res.partner\"", "\"--full\"", "\"--records-per-range\",\"50\"");
        assertThat(requests).noneMatch(call -> call.contains("M4RKER"));
        assertThat(requests).anyMatch(call -> call.startsWith("DELETE /v1/jars/7_job.jar"));
    }

    @Test
    void failedJobShouldEndAsItsSync() {
        state("FAILED");
        failsWith("org.apache.flink.runtime.JobException: The failure is not recoverable\\n\\tat a.B.c(B.java:1)\\n"
                + "Caused by: io.syncline.flink.job.UnsuccessfulSyncException: The sync of res.partner ended\\n"
                + "\\tat a.B.c(B.java:1)\\n\\t... 8 more\\n"
                + "Caused by: io.syncline.flink.job.UnsuccessfulSyncException$Report: {\\\"setup_failure\\\":true,\\\"report\\\":"
                + "{\\\"outcome\\\":\\\"failed\\\",\\\"model_name\\\":\\\"res.partner\\\",\\\"sync_type\\\":\\\"full\\\","
                + "\\\"errors\\\":[\\\"no such model\\\"]}}\\n\\tat a.B.c(B.java:1)\\n");

        CliHarness.Result failed = sync();

        assertThat(failed.status()).isEqualTo(ExitCode.USAGE);
        assertThat(failed.err()).contains("error: no such model");
    }

    @Test
    void jobThatFailsWithoutAReportShouldNameTheRoot() {
        state("FAILED");
        failsWith("org.apache.flink.runtime.JobException: Recovery is suppressed\\n\\tat a.B.c(B.java:1)\\n"
                + "Caused by: java.util.concurrent.TimeoutException: Heartbeat of TaskManager timed out.\\n");

        CliHarness.Result failed = sync("--json");

        assertThat(failed.status()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.out()).contains("Job j0b failed: Heartbeat of TaskManager timed out.");
    }

    @Test
    void jobThatFailsBeforeItsSyncShouldEndAsAMistakeOfTheConfiguration() {
        state("FAILED");
        failsWith("org.apache.flink.runtime.JobException: Recovery is suppressed\\n\\tat a.B.c(B.java:1)\\n"
                + "Caused by: io.syncline.core.adapter.ConfigException: syncline.yaml:3: needs the variable X\\n");

        CliHarness.Result failed = sync();

        assertThat(failed.status()).isEqualTo(ExitCode.USAGE);
        assertThat(failed.err()).contains("syncline.yaml:3: needs the variable X");
    }

    @Test
    void commandThatIsStoppedWhileItSubmitsShouldCancelTheJob() {
        state("RUNNING");
        answers.put("PATCH /v1/jobs/j0b?mode=cancel", "{}");
        cli.signals = new Signals() {
            @Override
            public <T> T during(Runnable stop, Callable<T> work) throws Exception {
                stop.run();
                return work.call();
            }
        };

        CliHarness.Result stopped = sync("--full");

        assertThat(stopped.status()).isEqualTo(ExitCode.FAILED);
        assertThat(stopped.out()).contains("full sync stopped");
        assertThat(requests).anyMatch(call -> call.startsWith("PATCH /v1/jobs/j0b?mode=cancel"));
    }

    @Test
    void jarThatCannotBeRemovedShouldNotHideTheResult() {
        state("CANCELED");
        answers.remove("DELETE /v1/jars/7_job.jar");

        assertThat(sync("--json").out()).contains("\"outcome\":\"cancelled\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ada:M4RKER@jobs:8081", "http://", "jobs port"})
    void addressThatIsNoneShouldBeRefusedWithoutBeingRepeated(String address) {
        CliHarness.Result refused = cli.run("flink", "sync", "res.partner", "--jobmanager", address);

        assertThat(refused.status()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("--jobmanager must be HOST:PORT").doesNotContain("M4RKER");
    }

    @ParameterizedTest
    @CsvSource({"--parallelism, 0", "--records-per-range, -1"})
    void numberThatIsNotPositiveShouldBeRefused(String option, String number) {
        CliHarness.Result refused = cli.run(
                "flink",
                "sync",
                "res.partner",
                "--jobmanager",
                "localhost:1",
                "--job-jar",
                directory.resolve("job.jar").toString(),
                option + "=" + number);

        assertThat(refused.status()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains(option + " must be positive");
    }

    private void failsWith(String trace) {
        answers.put(
                "GET /v1/jobs/j0b/exceptions",
                "{\"exceptionHistory\":{\"entries\":[{\"stacktrace\":\"" + trace + "\"}]}}");
    }

    @Test
    void refusedProgramShouldNameTheReason() {
        answers.put(
                "POST /v1/jars/7_job.jar/run",
                "{\"errors\":[\"Internal server error.\",\"<Exception on server side:\\norg.apache.flink.client.program"
                        + ".ProgramInvocationException: The main method caused an error\\nCaused by: io.syncline.core"
                        + ".adapter.ConfigException: syncline.yaml:3: 'source.url' is missing\\n\\tat a.B.c(B.java:1)\"]}");

        CliHarness.Result refused = sync("--json");

        assertThat(refused.status()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("HTTP 400").contains("'source.url' is missing");
    }

    @Test
    void clusterThatDoesNotAnswerShouldBeNamed() {
        manager.stop(0);

        CliHarness.Result unreachable = sync();

        assertThat(unreachable.status()).isEqualTo(ExitCode.FAILED);
        assertThat(unreachable.err())
                .contains("http://127.0.0.1:" + manager.getAddress().getPort());
    }

    @Test
    void missingJobJarShouldSayHowToMakeOne() {
        CliHarness.Result missing = cli.run("flink", "sync", "res.partner", "--jobmanager", "localhost:1");

        assertThat(missing.status()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.err()).contains("mvn -Pflink package");
    }
}
