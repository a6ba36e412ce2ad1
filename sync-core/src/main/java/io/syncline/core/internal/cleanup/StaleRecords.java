package io.syncline.core.internal.cleanup;

import io.syncline.api.Quarantine;
import io.syncline.core.internal.runtime.LongList;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The records that a cleanup has to do with, by what becomes of them.
 *
 * @param returned in quarantine, although the source has them
 * @param fresh stale, and in no quarantine
 * @param waiting stale, and in quarantine until their grace time is over
 * @param due stale, and their grace time is over
 */
record StaleRecords(LongList returned, LongList fresh, Map<Quarantine, LongList> waiting, LongList due) {

    /**
     * Sorts records.
     *
     * @param stale what the source no longer has, ascending
     * @param quarantined what is in quarantine, ascending
     * @param now the time, by the clock of the metadata store
     */
    static StaleRecords sort(LongList stale, Map<Quarantine, LongList> quarantined, Instant now) {
        LongList returned = new LongList();
        LongList due = new LongList();
        LongList fresh = stale;
        Map<Quarantine, LongList> waiting = new LinkedHashMap<>();
        for (Map.Entry<Quarantine, LongList> entry : quarantined.entrySet()) {
            returned.addAll(entry.getValue().without(stale));
            fresh = fresh.without(entry.getValue());
            LongList hidden = entry.getValue().within(stale);
            if (entry.getKey().isOver(now)) {
                due.addAll(hidden);
            } else if (hidden.size() > 0) {
                waiting.put(entry.getKey(), hidden);
            }
        }
        return new StaleRecords(returned, fresh, waiting, due);
    }
}
