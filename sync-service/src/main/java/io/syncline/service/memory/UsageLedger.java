package io.syncline.service.memory;

import io.syncline.core.port.MetadataStore;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What was asked of the embedder in each of the last twelve months, by all processes that share a metadata store. One document
 * in the store; without shared documents, of this process only. What is added counts at once, and is stored by
 * {@link #flush()}; a process that is killed loses what it has added since. Thread-safe. If the store fails, it is stored with
 * the next flush.
 */
public final class UsageLedger {

    private static final int MOST_MONTHS = 12;
    private static final String FIRST_LINE = "syncline-usage 1";
    private static final String TAB = "\t";
    private static final String UNKNOWN = "-";
    private static final int FIELDS = 4;

    /** Guarded by itself, also while the store is called. */
    private final SharedText stored;

    /** Guarded by itself, and never while the store is called, for which runs would wait. */
    private final NavigableMap<YearMonth, MonthUsage> added = new TreeMap<>();

    private UsageLedger(SharedText stored) {
        this.stored = stored;
    }

    /** A ledger of this process. */
    public static UsageLedger ofProcess() {
        return new UsageLedger(new SharedText(Optional.empty(), () -> "", () -> 0));
    }

    /**
     * The ledger of all processes that share a metadata store.
     *
     * @param store the store; if it keeps no shared documents, only what this process asks for is known
     * @param scope the source and the sink, in any words that all those processes use
     * @param nanos nanoseconds since any fixed point
     */
    public static UsageLedger in(MetadataStore store, Supplier<String> scope, LongSupplier nanos) {
        return new UsageLedger(
                new SharedText(SharedName.documentsOf(store), () -> SharedName.of("usage", scope.get()), nanos));
    }

    /** The usage in a month; what other processes have stored is at most a minute old. */
    public MonthUsage of(YearMonth month) {
        synchronized (stored) {
            MonthUsage known = read(stored.latest()).getOrDefault(month, MonthUsage.NONE);
            synchronized (added) {
                return known.plus(added.getOrDefault(month, MonthUsage.NONE));
            }
        }
    }

    /** Adds usage. Waits for no store. */
    public void add(YearMonth month, MonthUsage usage) {
        synchronized (added) {
            added.merge(month, usage, MonthUsage::plus);
        }
    }

    /** Stores what was added; one or two calls of the store if anything was. */
    public void flush() {
        synchronized (stored) {
            Map<YearMonth, MonthUsage> taken = take();
            boolean done = taken.isEmpty();
            try {
                done = done || stored.change(text -> write(sum(read(text), taken)));
            } finally {
                if (!done) {
                    taken.forEach(this::add);
                }
            }
        }
    }

    private Map<YearMonth, MonthUsage> take() {
        synchronized (added) {
            Map<YearMonth, MonthUsage> taken = Map.copyOf(added);
            added.clear();
            return taken;
        }
    }

    private static NavigableMap<YearMonth, MonthUsage> sum(
            NavigableMap<YearMonth, MonthUsage> months, Map<YearMonth, MonthUsage> more) {
        more.forEach((month, usage) -> months.merge(month, usage, MonthUsage::plus));
        while (months.size() > MOST_MONTHS) {
            months.pollFirstEntry();
        }
        return months;
    }

    private static String write(Map<YearMonth, MonthUsage> months) {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        months.forEach((month, usage) -> text.append(String.join(
                        TAB,
                        month.toString(),
                        Long.toString(usage.requests()),
                        Long.toString(usage.tokens()),
                        usage.cost().map(BigDecimal::toPlainString).orElse(UNKNOWN)))
                .append('\n'));
        return text.toString();
    }

    /** A text of another version says nothing, and a damaged line is left out. */
    private static NavigableMap<YearMonth, MonthUsage> read(String text) {
        NavigableMap<YearMonth, MonthUsage> months = new TreeMap<>();
        String[] lines = text.split("\n", -1);
        for (int i = 1; i < lines.length && lines[0].equals(FIRST_LINE); i++) {
            String[] fields = lines[i].split(TAB, -1);
            if (fields.length == FIELDS) {
                add(months, fields);
            }
        }
        return months;
    }

    private static void add(Map<YearMonth, MonthUsage> months, String... fields) {
        try {
            Optional<BigDecimal> cost =
                    fields[3].equals(UNKNOWN) ? Optional.empty() : Optional.of(new BigDecimal(fields[3]));
            months.put(
                    YearMonth.parse(fields[0]),
                    new MonthUsage(Long.parseLong(fields[1]), Long.parseLong(fields[2]), cost));
        } catch (NumberFormatException | DateTimeException damaged) {
            // left out
        }
    }
}
