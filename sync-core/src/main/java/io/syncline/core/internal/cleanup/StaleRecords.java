package io.syncline.core.internal.cleanup;

import io.syncline.api.Quarantine;
import io.syncline.core.internal.runtime.IdList;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The records that a cleanup has to do with, by what becomes of them.
 *
 * @param returned in quarantine, although the source has them
 * @param fresh stale, and in no quarantine
 * @param waiting stale, and in quarantine until their grace period is over
 * @param due stale, and their grace period is over
 */
record StaleRecords(IdList returned, IdList fresh, Map<Quarantine, IdList> waiting, IdList due) {

    /**
     * Sorts records.
     *
     * @param stale what the source no longer has, ascending
     * @param quarantined what is in quarantine, ascending
     * @param now the time, by the clock of the metadata store
     */
    static StaleRecords sort(IdList stale, Map<Quarantine, IdList> quarantined, Instant now) {
        IdList returned = new IdList();
        IdList due = new IdList();
        IdList fresh = stale;
        Map<Quarantine, IdList> waiting = new LinkedHashMap<>();
        for (Map.Entry<Quarantine, IdList> entry : quarantined.entrySet()) {
            returned.addAll(entry.getValue().without(stale));
            fresh = fresh.without(entry.getValue());
            IdList hidden = entry.getValue().within(stale);
            if (entry.getKey().isOver(now)) {
                due.addAll(hidden);
            } else if (hidden.size() > 0) {
                waiting.put(entry.getKey(), hidden);
            }
        }
        return new StaleRecords(returned, fresh, waiting, due);
    }
}
