package io.syncline.sql;

import io.syncline.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What users do to a table in virtual time. Each change is stamped with the time at which its transaction began, and is seen
 * when that commits; rows are locked from the change to the commit.
 */
final class ShopHistory {

    private static final int ROWS = 25;
    private static final int LONGEST_STEP_SECONDS = 90;
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final Shop shop;
    private final ManualClock clock;
    private final Random random;
    private final List<Planned> running = new ArrayList<>();
    private final Set<Long> locked = new HashSet<>();
    private final Map<Long, String> committed = new HashMap<>();
    private int states;
    private boolean ended;

    /**
     * A transaction with what it has changed.
     *
     * @param end when it commits
     */
    private record Planned(Shop.Transaction transaction, long end, Map<Long, String> changes) {}

    ShopHistory(Shop shop, ManualClock clock, long seed) {
        this.shop = shop;
        this.clock = clock;
        this.random = new Random(seed);
        shop.clear();
        shop.time(now());
    }

    /** What a reader sees now. */
    synchronized Map<Long, String> committed() {
        return Map.copyOf(committed);
    }

    /** Lets some time pass. */
    synchronized void step() {
        if (ended) {
            return;
        }
        clock.advance(Duration.ofMillis(1 + random.nextInt(LONGEST_STEP_SECONDS * 1000)));
        if (random.nextInt(3) == 0) {
            begin();
        }
        for (Planned planned : running) {
            if (random.nextBoolean()) {
                change(planned);
            }
        }
        commit(now());
        shop.time(now());
    }

    /** Lets all transactions end; nothing changes any more. */
    synchronized void settle() {
        ended = true;
        clock.advance(Duration.ofHours(1));
        commit(Long.MAX_VALUE);
        shop.time(now());
    }

    private long now() {
        return clock.instant().toEpochMilli();
    }

    /** Most transactions are short, a few last up to an hour. */
    private void begin() {
        long length = switch (random.nextInt(4)) {
            case 0 -> random.nextLong(HOUR_MILLIS);
            case 1 -> random.nextLong(HOUR_MILLIS / 10);
            default -> random.nextLong(HOUR_MILLIS / 200);
        };
        running.add(new Planned(shop.begin(now()), now() + length, new LinkedHashMap<>()));
    }

    private void change(Planned planned) {
        long row = random.nextInt(ROWS);
        if (locked.add(row) || planned.changes().containsKey(row)) {
            String text = "state " + ++states;
            planned.changes().put(row, text);
            planned.transaction().put(row, text);
        }
    }

    private void commit(long until) {
        for (Iterator<Planned> all = running.iterator(); all.hasNext(); ) {
            Planned planned = all.next();
            if (planned.end() <= until) {
                all.remove();
                planned.transaction().commit();
                committed.putAll(planned.changes());
                locked.removeAll(planned.changes().keySet());
            }
        }
    }
}
