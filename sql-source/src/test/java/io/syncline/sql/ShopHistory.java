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

    private final TestDatabase database;
    private final ManualClock clock;
    private final Random random;
    private final List<Transaction> running = new ArrayList<>();
    private final Set<Long> locked = new HashSet<>();
    private final Map<Long, String> committed = new HashMap<>();
    private int states;
    private boolean ended;

    private static final class Transaction {
        private final long began;
        private final long end;
        private final Map<Long, String> changes = new LinkedHashMap<>();

        Transaction(long began, long end) {
            this.began = began;
            this.end = end;
        }
    }

    ShopHistory(TestDatabase database, ManualClock clock, long seed) {
        this.database = database;
        this.clock = clock;
        this.random = new Random(seed);
        database.execute("DELETE FROM products");
        database.execute("DELETE FROM activity");
        tell();
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
        for (Transaction transaction : running) {
            if (random.nextBoolean()) {
                change(transaction);
            }
        }
        commit(now());
        tell();
    }

    /** Lets all transactions end; nothing changes any more. */
    synchronized void settle() {
        ended = true;
        clock.advance(Duration.ofHours(1));
        commit(Long.MAX_VALUE);
        tell();
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
        running.add(new Transaction(now(), now() + length));
        database.execute("INSERT INTO activity VALUES (?)", now());
    }

    private void change(Transaction transaction) {
        long row = random.nextInt(ROWS);
        if (locked.add(row) || transaction.changes.containsKey(row)) {
            transaction.changes.put(row, "state " + ++states);
        }
    }

    private void commit(long until) {
        for (Iterator<Transaction> all = running.iterator(); all.hasNext(); ) {
            Transaction transaction = all.next();
            if (transaction.end <= until) {
                all.remove();
                transaction.changes.forEach((row, text) -> {
                    database.execute(
                            "INSERT INTO products VALUES (?, ?, ?)"
                                    + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, updated_at = excluded.updated_at",
                            row,
                            text,
                            transaction.began);
                    committed.put(row, text);
                    locked.remove(row);
                });
                database.execute(
                        "DELETE FROM activity WHERE rowid = (SELECT rowid FROM activity WHERE began = ? LIMIT 1)",
                        transaction.began);
            }
        }
    }

    private void tell() {
        database.execute("UPDATE clock SET now = ?", now());
    }
}
