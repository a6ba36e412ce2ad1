package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while signals of deleted records come in, which no listing of changes shows: what was taken is not lost. */
class KilledServeTest {

    private static final int KILLS = Integer.getInteger("syncline.kills", 4);
    private static final int SIGNALS = 3;
    private static final int LONGEST_MILLIS = 400;
    private static final String SECRET = "a-secret-of-some-length";
    private static final String MORE = "server: {port: 0, webhook-secret: " + SECRET + "}\n"
            + "schedule: {sync: {every: 1d}, settle: 200ms}\nengine: {lease-ttl: 3s}\nmodels: {res.partner: {}}\n";
    private static final Pattern STORED = Pattern.compile("\"records_stored\":(\\d+)");

    @TempDir
    private Path directory;

    private final Random random = new Random(20261130);
    private final HttpClient http = HttpClient.newHttpClient();

    private CliProcess start(TestOdoo odoo) throws IOException {
        CliHarness cli = new CliHarness(directory).file("syncline.yaml", odoo.config(MORE));
        return CliProcess.start(cli.process(System.getProperty("java.class.path"), "serve"));
    }

    private static String url(CliProcess process) throws IOException {
        String read = process.readUntil("Serving at ");
        return read.substring(read.indexOf("Serving at ") + "Serving at ".length())
                .strip();
    }

    /** Waits until no more records are stored. */
    private void awaitStored(String url, int most) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/api/events")).build();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher stored = STORED.matcher(line);
                boolean synced = line.contains("\"state\":\"fresh\"") && line.contains("\"active_run\":null");
                if (synced && stored.find() && Integer.parseInt(stored.group(1)) <= most) {
                    return;
                }
            }
            throw new AssertionError("The events ended before at most " + most + " records were stored");
        }
    }

    /** Whether a signal was taken. */
    private boolean signal(String url, long id) throws InterruptedException {
        String body = "{\"_action\":\"Deleted(#7)\",\"_id\":" + id + ",\"_model\":\"res.partner\"}";
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create(url + "/hooks/" + SECRET))
                                            .header("Content-Type", "application/json")
                                            .POST(BodyPublishers.ofString(body))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode()
                    == 202;
        } catch (IOException killed) {
            return false;
        }
    }

    @Test
    void signalThatWasTakenShouldOutlastTheProcess() throws Exception {
        int partners = Math.max(300, 40 * KILLS);
        Set<Long> taken = new HashSet<>();
        try (TestOdoo odoo = new TestOdoo(partners)) {
            long next = 1;
            for (int kill = 0; kill < KILLS; kill++) {
                try (CliProcess process = start(odoo)) {
                    String url = url(process);
                    awaitStored(url, partners - taken.size());
                    CompletableFuture<Void> killed = CompletableFuture.runAsync(
                            () -> Processes.kill(process.process()),
                            CompletableFuture.delayedExecutor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS));
                    for (int i = 0; i < SIGNALS; i++) {
                        odoo.delete(next, next);
                        if (signal(url, next)) {
                            taken.add(next);
                        }
                        next++;
                    }
                    killed.join();
                    process.await();
                }
            }
            try (CliProcess last = start(odoo)) {
                awaitStored(url(last), partners - taken.size());
                last.signal("TERM");
                assertThat(last.await()).isEqualTo(143);
            }
            assertThat(taken).as("signals that were taken").isNotEmpty();
            assertThat(IndexFiles.recordIds(directory.resolve("data/syncline.db")))
                    .extracting(id -> ((Number) id).longValue())
                    .doesNotContainAnyElementsOf(taken)
                    .hasSizeGreaterThanOrEqualTo(partners - SIGNALS * KILLS);
        }
    }
}
