package io.syncline.mcp.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ActiveRun;
import io.syncline.api.CleanupReport;
import io.syncline.api.FailedRecord;
import io.syncline.api.HitRanks;
import io.syncline.api.LastRun;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordId;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.SearchHit;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyReport;
import io.syncline.api.json.JsonForm;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ClientFormsTest {

    private static final ModelName PARTNERS = ModelName.of("res.partner");
    private static final RecordId ID = RecordId.of(7);
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final SyncReport SYNC = SyncReport.builder()
            .model(PARTNERS)
            .outcome(RunOutcome.COMPLETED)
            .syncType(SyncType.FULL)
            .recordsEmbedded(7)
            .errors(List.of("res.partner 7: https://crm.example.org answered 500"))
            .build();
    private static final ModelStatus STATUS = ModelStatus.builder()
            .model(PARTNERS)
            .recordsSynced(7)
            .recordsStored(7)
            .failedRecords(0)
            .checkpoint(ID)
            .lastRun(new LastRun(RunKind.SYNC, RunOutcome.FAILED, NOON, Optional.of("no answer of localhost:8069")))
            .activeRun(ActiveRun.builder()
                    .model(PARTNERS)
                    .kind(RunKind.SYNC)
                    .owner("host.example.org/17")
                    .startedAt(NOON)
                    .done(3)
                    .build())
            .build();

    private final ClientForms forms = new ClientForms(new ClientMessages(List.of(), List.of()));

    @Test
    void viewShouldBeTheFormOfAllProgramsWithoutWhatHasNoValue() {
        Map<String, Object> view = forms.of(JsonForm.SYNC_REPORT, SYNC);

        Map<String, Object> expected = new LinkedHashMap<>(JsonForm.SYNC_REPORT.of(SYNC));
        expected.values().removeIf(value -> value == null);
        expected.put("errors", List.of("res.partner 7: [address] answered 500"));
        assertThat(view).containsExactlyEntriesOf(expected);
    }

    @Test
    void viewShouldNotTellWhoRunsARunAndWhereItIs() {
        Map<String, Object> view = forms.of(JsonForm.MODEL_STATUS, STATUS);

        assertThat(view).doesNotContainKey("checkpoint");
        assertThat((Map<?, ?>) view.get("active_run"))
                .hasToString("{kind=sync, started_at=2026-01-31T12:00:00Z," + " records_done=3}");
        assertThat(view.toString()).contains("no answer of [address]").doesNotContain("8069");
    }

    @Test
    void schemaShouldDeclareEachMember() {
        assertDeclared("sync_model", JsonForm.SYNC_REPORT, SYNC);
        assertDeclared(
                "plan_sync",
                JsonForm.PLAN_REPORT,
                PlanReport.builder()
                        .model(PARTNERS)
                        .syncType(SyncType.FULL)
                        .recordsToEmbed(1)
                        .recordsUnchanged(1)
                        .recordsFailing(1)
                        .chunks(1)
                        .requests(1)
                        .tokens(1)
                        .build());
        assertDeclared(
                "cleanup_deleted",
                JsonForm.CLEANUP_REPORT,
                CleanupReport.builder()
                        .model(PARTNERS)
                        .outcome(RunOutcome.COMPLETED)
                        .build());
        assertDeclared(
                "verify_model",
                JsonForm.VERIFY_REPORT,
                VerifyReport.builder()
                        .model(PARTNERS)
                        .outcome(RunOutcome.COMPLETED)
                        .build());
        assertDeclared(
                "explain_record",
                JsonForm.RECORD_EXPLANATION,
                RecordExplanation.builder()
                        .model(PARTNERS)
                        .id(ID)
                        .verdict(RecordExplanation.Verdict.CURRENT)
                        .inSource(true)
                        .storedChunks(1)
                        .build());
    }

    @Test
    void schemaShouldDeclareEachMemberOfAnItem() {
        assertItemsDeclared("list_models", "models", JsonForm.MODEL_STATUS, STATUS);
        assertItemsDeclared(
                "list_failures", "failures", JsonForm.FAILED_RECORD, new FailedRecord(ID, "too long", 1, NOON, NOON));
        assertItemsDeclared(
                "search_records",
                "hits",
                JsonForm.SEARCH_HIT,
                new SearchHit(PARTNERS, ID, 0.5, "text", 0, Map.of(), HitRanks.byMeaning(1)));
    }

    private static <T> void assertDeclared(String tool, JsonForm<T> form, T value) {
        assertThat(undeclared(output(tool), form, value)).as(tool).isEmpty();
    }

    private static <T> void assertItemsDeclared(String tool, String list, JsonForm<T> form, T value) {
        Map<?, ?> items = (Map<?, ?>) ((Map<?, ?>) output(tool).get(list)).get("items");
        assertThat(undeclared((Map<?, ?>) items.get("properties"), form, value))
                .as(tool)
                .isEmpty();
    }

    private static <T> Set<String> undeclared(Map<?, ?> properties, JsonForm<T> form, T value) {
        Set<String> names = new TreeSet<>(form.of(value).keySet());
        names.removeAll(ClientForms.WITHHELD);
        names.removeIf(properties::containsKey);
        return names;
    }

    private static Map<?, ?> output(String tool) {
        return ToolCatalog.load().stream()
                .filter(known -> known.name().equals(tool))
                .map(known -> (Map<?, ?>) known.output().get("properties"))
                .findFirst()
                .orElseThrow();
    }
}
