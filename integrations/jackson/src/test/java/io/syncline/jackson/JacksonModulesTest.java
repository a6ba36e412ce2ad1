package io.syncline.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.syncline.api.HitRanks;
import io.syncline.api.LastRun;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.RecordId;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.SearchHit;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JacksonModulesTest {

    private static final ModelName PARTNERS = ModelName.of("res.partner");
    private static final List<Object> VALUES = List.of(
            SyncReport.builder()
                    .model(PARTNERS)
                    .outcome(RunOutcome.COMPLETED)
                    .syncType(SyncType.FULL)
                    .recordsEmbedded(7)
                    .cost(new BigDecimal("0.0012"))
                    .build(),
            ModelStatus.builder()
                    .model(PARTNERS)
                    .recordsSynced(7)
                    .recordsStored(7)
                    .failedRecords(0)
                    .checkpoint(RecordId.of("SO-7"))
                    .lastRun(new LastRun(RunKind.SYNC, RunOutcome.FAILED, Instant.EPOCH, Optional.of("no answer")))
                    .build(),
            new SearchHit(
                    PARTNERS, RecordId.of(7), 0.5, "text", 0, Map.of("Tags", List.of("a")), HitRanks.byMeaning(1)));

    private static final String EXPECTED =
            "[{\"success\":true,\"outcome\":\"completed\",\"model_name\":\"res.partner\",\"sync_type\":\"full\","
                    + "\"records_processed\":7,\"records_embedded\":7,\"records_unchanged\":0,\"records_empty\":0,"
                    + "\"records_failed\":0,\"records_incomplete\":0,\"records_deleted\":0,\"records_quarantined\":0,"
                    + "\"records_touched\":0,\"chunks_embedded\":0,\"tokens\":0,\"cost_usd\":0.0012,\"watermark\":null,\"duration_ms\":0,"
                    + "\"waited_for_quota_ms\":0,\"paused_ms\":0,\"resumed\":false,\"errors\":[],\"warnings\":[],\"notes\":[],"
                    + "\"restricted_fields\":[],\"blocked_by\":null},{\"model_name\":\"res.partner\","
                    + "\"last_sync_timestamp\":null,\"records_synced\":7,\"sync_duration_ms\":null,\"records_stored\":7,"
                    + "\"sink_problem\":null,\"records_failed\":0,\"records_touched\":0,\"too_many_touched\":false,"
                    + "\"last_cleanup\":null,\"watermark\":null,\"checkpoint\":\"SO-7\",\"unfinished\":true,"
                    + "\"last_run\":{\"kind\":\"sync\",\"outcome\":\"failed\",\"ended_at\":\"1970-01-01T00:00:00Z\","
                    + "\"problem\":\"no answer\"},\"active_run\":null},{\"model_name\":\"res.partner\",\"record_id\":7,"
                    + "\"score\":0.5,\"meaning_rank\":1,\"word_rank\":null,\"text\":\"text\",\"chunk_index\":0,"
                    + "\"payload\":{\"Tags\":[\"a\"]}}]";

    @Test
    void jackson2ShouldWriteTheForm() throws Exception {
        assertThat(new com.fasterxml.jackson.databind.ObjectMapper()
                        .findAndRegisterModules()
                        .writeValueAsString(VALUES))
                .isEqualTo(EXPECTED);
    }

    @Test
    void jackson3ShouldWriteTheForm() {
        assertThat(tools.jackson.databind.json.JsonMapper.builder()
                        .findAndAddModules()
                        .build()
                        .writeValueAsString(VALUES))
                .isEqualTo(EXPECTED);
    }

    @Test
    void settingsOfAnApplicationShouldNotChangeTheForm() throws Exception {
        assertThat(new com.fasterxml.jackson.databind.ObjectMapper()
                        .registerModule(new SynclineJackson2Module())
                        .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                        .setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                        .writeValueAsString(VALUES))
                .isEqualTo(EXPECTED);
        assertThat(tools.jackson.databind.json.JsonMapper.builder()
                        .addModule(new SynclineJackson3Module())
                        .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL)
                                .withContentInclusion(JsonInclude.Include.NON_NULL))
                        .propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.UPPER_CAMEL_CASE)
                        .build()
                        .writeValueAsString(VALUES))
                .isEqualTo(EXPECTED);
    }

    @Test
    void idsAndNamesShouldBeWrittenAsTheyAre() throws Exception {
        Map<ModelName, RecordId> ids = Map.of(PARTNERS, RecordId.of(7));
        String expected = "{\"res.partner\":7}";

        assertThat(new com.fasterxml.jackson.databind.ObjectMapper()
                        .registerModule(new SynclineJackson2Module())
                        .writeValueAsString(ids))
                .isEqualTo(expected);
        assertThat(tools.jackson.databind.json.JsonMapper.builder()
                        .addModule(new SynclineJackson3Module())
                        .build()
                        .writeValueAsString(ids))
                .isEqualTo(expected);
    }
}
