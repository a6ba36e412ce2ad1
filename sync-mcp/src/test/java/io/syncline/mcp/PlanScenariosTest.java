package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.odoo.testserver.OdooReply;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Locking, incremental syncs and cleanups of the plan that Syncline began with, by its tools. */
class PlanScenariosTest extends PlanServer {

    /** T1.1, T1.2, T1.3, T1.5. */
    @Test
    void secondTransferShouldBeRefusedWithItsProgressWhileTheFirstRuns() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        odoo.intercept(call -> {
            if (call.method().equals("search_read") && call.args().toString().startsWith("[[[id, >, 1000]")) {
                reached.countDown();
                await(release);
            }
            return OdooReply.proceed();
        });
        JsonNode first = client.call("sync_model", partners("wait_seconds", 0));
        assertThat(first.get("state").asText()).isEqualTo("running");
        await(reached);

        JsonNode second = client.call("sync_model", partners());
        release.countDown();

        assertThat(second.get("success").asBoolean(true)).isFalse();
        assertThat(second.get("outcome").asText()).isEqualTo("refused_in_progress");
        assertThat(second.get("records_processed").asInt(-1)).isZero();
        assertThat(second.get("records_embedded").asInt(-1)).isZero();
        assertThat(second.get("records_failed").asInt(-1)).isZero();
        assertThat(second.get("message").asText())
                .startsWith("Sync already in progress for res.partner, started ")
                .contains(" s ago")
                .containsPattern("\\d+% done \\(\\d+/1200 records\\)");
        assertThat(second.at("/blocked_by/run_id")).isEqualTo(first.get("run_id"));
        JsonNode ended =
                client.call("sync_status", partners("wait_seconds", 45)).at("/runs/0");
        assertThat(ended.get("success").asBoolean()).as(ended.toString()).isTrue();
        assertThat(ended.get("records_embedded").asInt()).isEqualTo(RECORDS);
        assertThat(transfer().get("success").asBoolean()).isTrue();
    }

    /** T1.4. */
    @Test
    void failedRunShouldReleaseTheLock() throws Exception {
        odoo.intercept(call -> call.method().equals("search_read")
                ? new OdooReply.Http(403, "forbidden", Map.of())
                : OdooReply.proceed());
        JsonNode failed = transfer();
        assertThat(failed.get("success").asBoolean(true)).as(failed.toString()).isFalse();
        assertThat(failed.get("errors")).isNotEmpty();
        assertThat(failed.toString()).doesNotContain("127.0.0.1", "secret");

        odoo.intercept(call -> OdooReply.proceed());
        assertThat(transfer().get("success").asBoolean()).isTrue();
    }

    /** T4.1 to T4.5. */
    @Test
    void transferShouldBeIncrementalFromTheSecondRunOn() throws Exception {
        JsonNode first = transfer();
        assertThat(first.get("sync_type").asText()).isEqualTo("full");
        assertThat(first.get("records_embedded").asInt()).isEqualTo(RECORDS);

        odoo.database().write(PARTNERS, 7L, Map.of("name", "Renamed"));
        JsonNode second = transfer();
        assertThat(second.get("sync_type").asText()).isEqualTo("incremental");
        assertThat(second.get("records_embedded").asInt()).isEqualTo(1);

        JsonNode idle = transfer();
        assertThat(idle.get("success").asBoolean()).isTrue();
        assertThat(idle.get("records_embedded").asInt()).isZero();

        assertThat(transfer("force_full", true).get("sync_type").asText()).isEqualTo("full");

        stopServer();
        startServer();
        JsonNode later = transfer();
        assertThat(later.get("sync_type").asText()).isEqualTo("incremental");
        assertThat(later.get("records_embedded").asInt()).isZero();
    }

    @Test
    void testLimitShouldCapTheRecords() throws Exception {
        assertThat(transfer("test_limit", 10).get("records_processed").asInt()).isEqualTo(10);
        assertThat(transfer().get("sync_type").asText()).isEqualTo("full");
    }

    /** T5.1 to T5.3. */
    @Test
    void cleanupShouldDeleteWhatWasDeletedButOnlyWhenTold() throws Exception {
        transfer();
        assertThat(run("cleanup_deleted", partners()).get("records_stale").asInt(-1))
                .isZero();

        odoo.database().unlink(PARTNERS, 5L);
        JsonNode dry = run("cleanup_deleted", partners());
        assertThat(dry.get("dry_run").asBoolean()).isTrue();
        assertThat(dry.get("stale_records").get(0).asLong()).isEqualTo(5);
        assertThat(dry.get("records_deleted").asInt(-1)).isZero();
        assertThat(run("cleanup_deleted", partners("dry_run", false))
                        .get("records_deleted")
                        .asInt())
                .isEqualTo(1);

        odoo.database()
                .unlink(PARTNERS, LongStream.rangeClosed(101, 200).boxed().toArray(Long[]::new));
        assertThat(run("cleanup_deleted", partners("dry_run", false))
                        .get("records_deleted")
                        .asInt())
                .isEqualTo(100);
        assertThat(run("verify_model", partners()).get("in_sync").asBoolean()).isTrue();
    }

    @Test
    void cleanupThatWouldDeleteTooMuchShouldBeRefused() throws Exception {
        transfer();
        odoo.database().unlink(PARTNERS, LongStream.rangeClosed(1, 600).boxed().toArray(Long[]::new));

        JsonNode refused = run("cleanup_deleted", partners("dry_run", false));

        assertThat(refused.get("state").asText()).isEqualTo("refused");
        assertThat(refused.get("outcome").asText()).isEqualTo("refused_by_guard");
        assertThat(refused.get("records_deleted").asInt(-1)).isZero();
    }
}
