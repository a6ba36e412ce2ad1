package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed while webhooks come in, of changed records and of deleted ones, which no listing of changes shows: what
 * was noted is not lost, and nothing is embedded again but what was in flight. {@code -Dsyncline.kills=N} kills more of them.
 */
@Tag("nightly")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledServeTest {

    private static final int KILLS = Math.min(30, Integer.getInteger("syncline.kills", 4));
    private static final int SIGNALS = 3;
    private static final int LONGEST_MILLIS = 400;
    private static final String SECRET = "a-secret-of-some-length";
    private static final String MORE = "  watch-related: false\nserver: {port: 0, webhook-secret: " + SECRET + "}\n"
            + "schedule: {sync: {every: 1d}, settle: 200ms}\nengine: {lease-ttl: 1s}\n"
            + "models: {res.partner: {fields: [name]}}\n";
    private static final Pattern STORED = Pattern.compile("\"records_stored\":(\\d+)");
    private static final Pattern LAST_SYNC = Pattern.compile("\"last_sync_timestamp\":\"([^\"]+)\"");
    private static final String CLEANED_UP = "\"last_cleanup\":\"";

    /** A tenth may vanish without a cleanup, and what was in flight counts again after a kill. */
    private static final int PARTNERS = 100 + 100 * KILLS;

    @TempDir
    private Path directory;

    private final Random random = new Random(20261130);
    private final HttpClient http = HttpClient.newHttpClient();
    private final TestEmbedders embedders = new TestEmbedders();
    private final TestOdoo odoo = new TestOdoo(PARTNERS);

    private final Set<Long> deleted = new HashSet<>();
    private final Set<Long> deletedAndNoted = new HashSet<>();
    private final Map<Long, String> changed = new HashMap<>();
    private long nextDeleted = 1;
    private long nextChanged = PARTNERS;

    @AfterEach
    void close() {
        odoo.close();
        embedders.close();
    }

    private CliProcess start() throws IOException {
        CliHarness cli =
                new CliHarness(directory).file("syncline.yaml", odoo.config(MORE + embedders.section("words", 8)));
        return CliProcess.start(cli.process(System.getProperty("java.class.path"), "serve"));
    }

    private static String url(CliProcess process) throws IOException {
        String read = process.readUntil("Serving at ");
        return read.substring(read.indexOf("Serving at ") + "Serving at ".length())
                .strip();
    }

    /**
     * Waits until a sync of this process has completed and all records are stored but for those that were deleted: all that were
     * noted, and perhaps others.
     *
     * @param start when the process was not running yet
     * @param more what the event says too
     */
    private void awaitStored(CliProcess process, String url, Instant start, String more) throws Exception {
        int most = PARTNERS - deletedAndNoted.size();
        int least = PARTNERS - deleted.size();
        String latest = "none";
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/api/events")).build();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher stored = STORED.matcher(line);
                if (stored.find()) {
                    latest = line;
                    int records = Integer.parseInt(stored.group(1));
                    if (records >= least && records <= most && hasSynced(line, start) && line.contains(more)) {
                        return;
                    }
                }
            }
            throw new IOException("the events ended");
        } catch (IOException e) {
            throw new AssertionError(
                    "Not from " + least + " to " + most + " records were stored. The last event: " + latest + "\n"
                            + process.readRest(),
                    e);
        }
    }

    private static boolean hasSynced(String event, Instant start) {
        Matcher last = LAST_SYNC.matcher(event);
        return event.contains("\"active_run\":null")
                && last.find()
                && !Instant.parse(last.group(1)).isBefore(start);
    }

    private HttpResponse<String> post(String url, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /**
     * Hidden records count as stored. After a cleanup that deletes, syncs delete too instead of hiding: so it has to end before the
     * process is killed.
     */
    private void cleanUp(String url) throws Exception {
        HttpResponse<String> taken = post(url + "/api/models/res.partner/cleanup", "{\"dry_run\":false}");
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
    }

    /** Whether a signal was noted before the process died. */
    private boolean signal(String url, long id) throws InterruptedException {
        String body = "{\"_action\":\"Changed(#7)\",\"_id\":" + id + ",\"_model\":\"res.partner\"}";
        try {
            return post(url + "/hooks/" + SECRET, body).body().startsWith("Noted");
        } catch (IOException killed) {
            return false;
        }
    }

    private void delete(String url) throws InterruptedException {
        long id = nextDeleted++;
        odoo.delete(id, id);
        deleted.add(id);
        if (signal(url, id)) {
            deletedAndNoted.add(id);
        }
    }

    private void change(String url) throws InterruptedException {
        long id = nextChanged--;
        changed.put(id, "Changed to number " + id);
        odoo.database().write(TestOdoo.PARTNERS, id, Map.of("name", changed.get(id)));
        signal(url, id);
    }

    private void killWhileSignalsComeIn(CliProcess process, String url) throws Exception {
        delete(url);
        CompletableFuture<Void> killed = CompletableFuture.runAsync(
                () -> Processes.kill(process.process()),
                CompletableFuture.delayedExecutor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS));
        for (int i = 1; i < SIGNALS; i++) {
            change(url);
            delete(url);
        }
        killed.join();
        process.await();
    }

    @Test
    void signalThatWasNotedShouldOutlastTheProcess() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            Instant start = Instant.now();
            try (CliProcess process = start()) {
                String url = url(process);
                awaitStored(process, url, start, "");
                if (kill == 0) {
                    cleanUp(url);
                    awaitStored(process, url, start, CLEANED_UP);
                }
                killWhileSignalsComeIn(process, url);
            }
        }
        Instant start = Instant.now();
        try (CliProcess last = start()) {
            awaitStored(last, url(last), start, CLEANED_UP);
            last.signal("TERM");
            assertThat(last.await()).isEqualTo(143);
        }
        assertThat(deletedAndNoted).as("the signals that were noted").isNotEmpty();
        assertThat(IndexFiles.recordIds(directory.resolve("data/syncline.db")))
                .extracting(id -> ((Number) id).longValue())
                .doesNotContainAnyElementsOf(deletedAndNoted)
                .containsAll(changed.keySet())
                .hasSizeGreaterThanOrEqualTo(PARTNERS - deleted.size());
        for (String name : changed.values()) {
            assertThat(embedders.timesEmbedded(name)).as(name).isBetween(1, 2);
        }
        assertThat(embedders.timesEmbedded("Partner "))
                .as("texts of the first sync")
                .isEqualTo(PARTNERS);
    }
}
