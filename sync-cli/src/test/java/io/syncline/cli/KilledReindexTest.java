package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A reindex, a rollback, and what follows a restored snapshot, killed at random on a real Qdrant: the same command again
 * completes them, and goes no step too far. {@code -Dsyncline.kills=N} kills more of them.
 */
class KilledReindexTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;
    private static final int RECORDS = 60;
    private static final String OLD = "old.yaml";
    private static final String NEW = "new.yaml";

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(RECORDS);
    private final TestEmbedders embedders = new TestEmbedders();
    private final String collection = QdrantTestServer.freshName();
    private Kills kills;

    @BeforeEach
    void store() throws IOException {
        QdrantTestServer qdrant = QdrantTestServer.shared();
        String more = "  watch-related: false\nmodels: {res.partner: {fields: [name]}}\n"
                + "sink: {type: qdrant, host: " + qdrant.host() + ", port: " + qdrant.port() + ", collection: "
                + collection + "}\n"
                + "engine: {fetch-batch-size: 10, embed-batch-size: 10, checkpoint-interval: 50ms, lease-ttl: 1s}\n";
        CliHarness cli = new CliHarness(directory)
                .file(OLD, odoo.config(more + embedders.section("old", 8)))
                .file(NEW, odoo.config(more + embedders.section("new", 16)));
        kills = new Kills(cli, 20261130);
        succeed(OLD, "sync", PARTNERS);
    }

    @AfterEach
    void close(TestReporter reporter) {
        reporter.publishEntry("processes killed", Integer.toString(kills.killed()));
        embedders.close();
        odoo.close();
    }

    private Result succeed(String config, String... command) {
        Result result = kills.complete(Kills.with(config, command));
        assertThat(result.status()).as(result.all()).isZero();
        return result;
    }

    private void assertServing(String config, String name) {
        assertThat(succeed(config, "reindex", "--status").out()).contains("serving: " + name + "\n");
        assertThat(succeed(config, "search", "Name: Partner 44", "--limit", "1").out())
                .contains("res.partner 44");
    }

    private String serving() {
        return succeed(NEW, "reindex", "--status", "--json")
                .out()
                .replaceFirst("(?s).*\"serving\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void switchAndRollbackShouldBeCompletedByRepeatingTheCommand() throws Exception {
        String old = collection + "-g1";
        for (int kill = 0; kill < Kills.perTest(); kill++) {
            if (kills.random().nextBoolean()) {
                kills.killAtCall(odoo, 16, Kills.with(NEW, "reindex", "--all"));
            } else {
                kills.killAtTime(Kills.with(NEW, "reindex", "--all"));
            }
            succeed(NEW, "reindex", "--all");
            String next = serving();
            assertThat(next).isNotEqualTo(old);
            assertServing(NEW, next);
            assertThat(succeed(NEW, "verify", PARTNERS, "--json").out()).contains("\"records_stored\":" + RECORDS);

            kills.killAtTime(Kills.with(OLD, "rollback", old));
            succeed(OLD, "rollback", old);
            succeed(OLD, "rollback", old);
            assertServing(OLD, old);
            assertThat(succeed(OLD, "reindex", "--drop-old").out()).contains("Dropped " + next);
        }
    }

    @Test
    void restoredSnapshotShouldBeBroughtUpToDateWhateverHappensFirst() throws Exception {
        List<String[]> commands = List.of(
                new String[] {"sync", PARTNERS},
                new String[] {"sync", PARTNERS, "--limit", "15"},
                new String[] {"verify", PARTNERS, "--repair"},
                new String[] {"sync", PARTNERS, "--full"});
        for (int kill = 0; kill < Kills.perTest(); kill++) {
            String snapshot = QdrantCollections.snapshot(collection + "-g1");
            for (int i = 0; i < 20; i++) {
                odoo.database().write(PARTNERS, 1L + kills.random().nextInt(RECORDS), Map.of("name", "Renamed " + i));
            }
            long created = odoo.database().create(PARTNERS, Map.of("name", "Created " + kill));
            succeed(OLD, "sync", PARTNERS);
            QdrantCollections.restore(collection + "-g1", snapshot);
            for (int again = kills.random().nextInt(3); again >= 0; again--) {
                String[] command = commands.get(kills.random().nextInt(commands.size()));
                kills.killAtCall(odoo, 14, Kills.with(OLD, command));
            }

            succeed(OLD, "sync", PARTNERS);

            assertThat(succeed(OLD, "verify", PARTNERS, "--deep", "--json").out())
                    .contains("\"in_sync\":true", "\"records_stored\":" + (RECORDS + kill + 1));
            assertThat(succeed(OLD, "explain", PARTNERS, Long.toString(created), "--json")
                            .out())
                    .contains("\"verdict\":\"current\"");
        }
    }
}
