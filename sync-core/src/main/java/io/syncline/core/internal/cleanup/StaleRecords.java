package io.syncline.core.internal.cleanup;

import io.syncline.api.Quarantine;
import io.syncline.core.internal.runtime.LongList;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The records that a cleanup has to do with, by what is to become of them.
 *
 * @param back in quarantine, although the source has them
 * @param fresh gone, and in no quarantine
 * @param waiting gone, and in quarantine for some time yet
 * @param due gone, and their grace time is over
 */
record StaleRecords(LongList back, LongList fresh, Map<Quarantine, LongList> waiting, LongList due) {

    /**
     * Sorts records.
     *
     * @param stale what is gone, ascending
     * @param quarantined what is in quarantine, ascending
     * @param now the time, by the clock of the metadata store
     */
    static StaleRecords sort(LongList stale, Map<Quarantine, LongList> quarantined, Instant now) {
        LongList back = new LongList();
        LongList due = new LongList();
        LongList fresh = stale;
        Map<Quarantine, LongList> waiting = new LinkedHashMap<>();
        for (Map.Entry<Quarantine, LongList> entry : quarantined.entrySet()) {
            back.addAll(entry.getValue().without(stale));
            fresh = fresh.without(entry.getValue());
            LongList gone = entry.getValue().within(stale);
            if (entry.getKey().isOver(now)) {
                due.addAll(gone);
            } else if (gone.size() > 0) {
                waiting.put(entry.getKey(), gone);
            }
        }
        return new StaleRecords(back, fresh, waiting, due);
    }
}
