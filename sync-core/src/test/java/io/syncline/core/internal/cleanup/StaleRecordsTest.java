package io.syncline.core.internal.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.internal.runtime.IdList;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaleRecordsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Quarantine OVER = Quarantine.of(NOW.minusSeconds(100), Duration.ofSeconds(100));
    private static final Quarantine WAITING = Quarantine.of(NOW.minusSeconds(100), Duration.ofSeconds(101));

    @Test
    void recordsShouldBeSortedByTheirTreatment() {
        Map<Quarantine, IdList> quarantined = new LinkedHashMap<>();
        quarantined.put(OVER, list(1, 2));
        quarantined.put(WAITING, list(3, 4));

        StaleRecords sorted = StaleRecords.sort(list(2, 4, 5), quarantined, NOW);

        assertThat(ids(sorted.returned())).containsExactly(1L, 3L);
        assertThat(ids(sorted.due())).containsExactly(2L);
        assertThat(sorted.waiting()).containsOnlyKeys(WAITING);
        assertThat(ids(sorted.waiting().get(WAITING))).containsExactly(4L);
        assertThat(ids(sorted.fresh())).containsExactly(5L);
    }

    @Test
    void everyStaleRecordShouldBeFreshWithoutAQuarantine() {
        assertThat(ids(StaleRecords.sort(list(1, 2), Map.of(), NOW).fresh())).containsExactly(1L, 2L);
    }

    private static IdList list(long... ids) {
        IdList list = new IdList();
        for (long id : ids) {
            list.add(RecordId.of(id));
        }
        return list;
    }

    private static List<Long> ids(IdList list) {
        return list.part(0, list.size()).stream().map(RecordId::number).toList();
    }
}
