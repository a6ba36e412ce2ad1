package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands over two sources that share one sink and one state, killed at random: whatever remains is completed by running
 * them again. {@code -Dsyncline.kills=N} kills more of them.
 */
abstract class KilledSources {

    private static final String PARTNERS = TestOdoo.PARTNERS;
    private static final int RECORDS = 60;
    private static final String A = "a.yaml";
    private static final String B = "b.yaml";
    private static final BigInteger UNSTORABLE = BigInteger.TEN.pow(26);

    @TempDir
    private Path directory;

    private final TestOdoo first = new TestOdoo(RECORDS);
    private final TestOdoo second = new TestOdoo(RECORDS);
    private final TestEmbedders embedders = new TestEmbedders();
    private CliHarness cli;
    private Kills kills;
    private int serial;

    @BeforeEach
    void configure() throws IOException {
        cli = new CliHarness(directory);
        kills = new Kills(cli, 20261129);
        for (TestOdoo odoo : List.of(first, second)) {
            odoo.database().addFields(PARTNERS, OdooField.computed("code", OdooFieldType.INTEGER, record -> {
                String city = record.text("city");
                return "unstorable".equals(city) ? UNSTORABLE : record.id();
            }));
        }
        write(A, first, "a");
        write(B, second, "b");
    }

    private void write(String file, TestOdoo odoo, String name) throws IOException {
        cli.file(
                file,
                odoo.config("  name: " + name + "\n  watch-related: false\n  page-size: 10\n" + """
                        models: {res.partner: {fields: [name, code]}}
                        sink: {type: sqlite, path: shared.db}
                        engine: {fetch-batch-size: 10, embed-batch-size: 10, checkpoint-interval: 20ms, lease-ttl: 1s, overlap: 0s}
                        """
                        + state()
                        + "\n"
                        + embedders.section("m", 8)));
    }

    /** The section of the state that both sources share. */
    abstract String state();

    @AfterEach
    void close(TestReporter reporter) {
        reporter.publishEntry("processes killed", Integer.toString(kills.killed()));
        embedders.close();
        first.close();
        second.close();
    }

    private static TestOdoo pick(Random random, TestOdoo one, TestOdoo other) {
        return random.nextBoolean() ? one : other;
    }

    private String config(TestOdoo odoo) {
        return odoo == first ? A : B;
    }

    /** People rename, create and delete. */
    private void work(TestOdoo odoo) {
        List<Long> ids = odoo.database().ids(PARTNERS);
        for (int i = 0; i < 5; i++) {
            long id = ids.get(kills.random().nextInt(ids.size()));
            odoo.database().write(PARTNERS, id, Map.of("name", "Renamed " + ++serial));
        }
        odoo.database().create(PARTNERS, Map.of("name", "Created " + ++serial, "city", "Leeds"));
        odoo.database().unlink(PARTNERS, ids.get(kills.random().nextInt(ids.size())));
    }

    private Result complete(String config, String... command) {
        return kills.complete(Kills.with(config, command));
    }

    private void succeed(String config, String... command) {
        Result result = complete(config, command);
        assertThat(result.status()).as(result.all()).isZero();
    }

    /** The names in the index by record, as stored under a name of a source. */
    private Map<Long, String> stored(String source) {
        Map<Long, String> names = new TreeMap<>();
        for (Map<String, Object> row : IndexFiles.query(
                directory.resolve("shared.db"), "SELECT record_id, text FROM points WHERE source = '" + source + "'")) {
            String text = String.valueOf(row.get("text"));
            names.put(
                    ((Number) row.get("record_id")).longValue(),
                    text.lines().findFirst().orElse(""));
        }
        return names;
    }

    private static Map<Long, String> expected(TestOdoo odoo) {
        Map<Long, String> names = new TreeMap<>();
        for (long id : odoo.database().ids(PARTNERS)) {
            odoo.database().find(PARTNERS, id).ifPresent(record -> names.put(id, "Name: " + record.text("name")));
        }
        return names;
    }

    private void assertStored(TestOdoo odoo, String source) {
        assertThat(stored(source)).isEqualTo(expected(odoo));
    }

    @Test
    void syncsOfTwoSourcesShouldNotTouchEachOther() throws Exception {
        for (int kill = 0; kill < Kills.perTest(); kill++) {
            TestOdoo odoo = pick(kills.random(), first, second);
            kills.killAtCall(odoo, 12, Kills.with(config(odoo), "sync", PARTNERS));
            work(first);
            work(second);
            if (kills.random().nextInt(4) == 0) {
                succeed(config(odoo), "sync", PARTNERS);
            }
        }
        for (TestOdoo odoo : List.of(first, second)) {
            succeed(config(odoo), "sync", PARTNERS);
            succeed(config(odoo), "cleanup", PARTNERS, "--max-delete-share", "1");
        }
        assertStored(first, "a");
        assertStored(second, "b");
    }

    @Test
    void lostStoreShouldBeFilledInFullWhateverHappensFirst() throws Exception {
        String[][] commands = {
            {"sync", PARTNERS},
            {"verify", PARTNERS, "--repair"},
            {"sync", PARTNERS, "--limit", "15"},
            {"sync", PARTNERS, "--full"}
        };
        succeed(B, "sync", PARTNERS);
        for (int kill = 0; kill < Kills.perTest(); kill++) {
            succeed(A, "sync", PARTNERS);
            Files.delete(directory.resolve("shared.db"));
            for (int again = kills.random().nextInt(3); again >= 0; again--) {
                String[] command = commands[kills.random().nextInt(commands.length)];
                kills.killAtCall(first, 14, Kills.with(A, command));
            }
            work(first);
            succeed(A, "sync", PARTNERS);
            succeed(A, "cleanup", PARTNERS, "--max-delete-share", "1");
            assertStored(first, "a");
        }
        succeed(B, "sync", PARTNERS);
        assertStored(second, "b");
    }

    @Test
    void sourceShouldBeRenamedByRepeatingTheCommand() throws Exception {
        succeed(A, "sync", PARTNERS);
        succeed(B, "sync", PARTNERS);
        long requests = embedders.requests();
        String from = "a";
        for (int kill = 0; kill < Kills.perTest(); kill++) {
            String to = from.equals("a") ? "moved" : "a";
            kills.killAtTime(Kills.with(A, "sources", "rename", from, to));
            succeed(A, "sources", "rename", from, to);
            succeed(A, "sources", "rename", from, to);
            assertStored(first, to);
            assertThat(stored(from)).isEmpty();
            write(A, first, to);
            assertThat(complete(A, "sync", PARTNERS, "--json").out()).contains("\"sync_type\":\"incremental\"");
            from = to;
        }
        assertThat(embedders.requests()).as("requests for embeddings").isEqualTo(requests);
        assertStored(second, "b");
    }

    @Test
    void failuresShouldEndWithTheirCauses() throws Exception {
        List<Long> broken = List.of(7L, 23L, 41L);
        for (int kill = 0; kill < Kills.perTest(); kill++) {
            for (long id : broken) {
                first.database().write(PARTNERS, id, Map.of("city", "unstorable"));
            }
            assertThat(complete(A, "sync", PARTNERS).status()).isEqualTo(ExitCode.SOME_RECORDS_FAILED);
            assertThat(complete(A, "failures", PARTNERS, "--json").out())
                    .contains("\"record_id\":7", "\"record_id\":41");
            for (long id : broken) {
                first.database().write(PARTNERS, id, Map.of("city", "Leeds"));
            }
            String[] command = kills.random().nextBoolean()
                    ? new String[] {"sync", PARTNERS, "--retry-failed"}
                    : new String[] {"verify", PARTNERS, "--repair"};
            kills.killAtCall(first, 10, Kills.with(A, command));
            succeed(A, "sync", PARTNERS);
            assertThat(complete(A, "failures", PARTNERS, "--json").out()).contains("\"failures\":[]");
            assertThat(complete(A, "status", "--json").out()).contains("\"records_failed\":0");
        }
        first.database().write(PARTNERS, 7L, Map.of("city", "unstorable"));
        assertThat(complete(A, "sync", PARTNERS).status()).isEqualTo(ExitCode.SOME_RECORDS_FAILED);
        first.database().unlink(PARTNERS, 7L);
        succeed(A, "cleanup", PARTNERS);
        assertThat(complete(A, "failures", PARTNERS, "--json").out()).contains("\"failures\":[]");
        assertStored(first, "a");
    }
}
