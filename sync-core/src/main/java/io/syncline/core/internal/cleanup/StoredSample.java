package io.syncline.core.internal.cleanup;

import io.syncline.api.RecordId;
import io.syncline.core.internal.run.IdListings;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.RecordScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Stored records to ask a source about, to find out whether it still knows what it has delivered: all if there are few, otherwise
 * some from all over the range of their numbers, or from the neighbourhood of the given texts. Blocks; confined to a call.
 */
public final class StoredSample {

    /** So many, with the touched records, fit into one question. */
    public static final int MOST = 400;

    private static final int PLACES = 20;
    private static final int AT_A_PLACE = MOST / PLACES;
    private static final int BISECTIONS = 5;

    private final RunContext run;
    private final IdListings first;
    private final IdListings few;
    private final IdListings one;

    public StoredSample(RunContext run, RecordScope scope) {
        this.run = run;
        this.first = new IdListings(run, scope, MOST);
        this.few = new IdListings(run, scope, AT_A_PLACE);
        this.one = new IdListings(run, scope, 1);
    }

    /**
     * Reads the ids.
     *
     * @param near where texts are sampled
     * @return at most {@link #MOST} ids
     */
    public Set<RecordId> read(Collection<RecordId> near) {
        Set<RecordId> sample = new LinkedHashSet<>();
        if (!run.ports().sink().listsInOrder(run.key())) {
            // an order of its own is as good as any
            add(sample, first.ofUnorderedSink(Cursor.START));
            return sample;
        }
        IdPage page = first.ofSink(Cursor.START);
        if (page.end() || page.entries().isEmpty()) {
            add(sample, page);
        } else {
            places(page, near).forEach(place -> add(sample, few.ofSink(place)));
        }
        return sample;
    }

    private static void add(Set<RecordId> sample, IdPage page) {
        page.entries().forEach(entry -> sample.add(entry.id()));
    }

    private List<Cursor> places(IdPage page, Collection<RecordId> near) {
        List<IdAndVersion> entries = page.entries();
        RecordId from = entries.get(0).id();
        RecordId to = entries.get(entries.size() - 1).id();
        return from.isNumber() && to.isNumber() ? spread(from.number(), to.number()) : near(near);
    }

    private List<Cursor> near(Collection<RecordId> near) {
        List<RecordId> sorted = new ArrayList<>(new TreeSet<>(near));
        List<Cursor> places = new ArrayList<>();
        places.add(Cursor.START);
        int step = Math.max(1, sorted.size() / PLACES);
        for (int i = 0; i < sorted.size() && places.size() < PLACES; i += step) {
            places.add(Cursor.after(sorted.get(i)));
        }
        return places;
    }

    private List<Cursor> spread(long from, long known) {
        double width = (double) end(from, known) - from;
        List<Cursor> places = new ArrayList<>();
        places.add(Cursor.START);
        for (int i = 1; i < PLACES; i++) {
            places.add(Cursor.after(from + (long) (width * i / PLACES)));
        }
        return places;
    }

    /** About where the numbers end: sought in steps that double, then by bisection. */
    private long end(long from, long known) {
        long before = known;
        long beyond = doubled(from, known);
        while (beyond < Long.MAX_VALUE && isFollowedByANumber(beyond)) {
            before = beyond;
            beyond = doubled(from, beyond);
        }
        for (int i = 0; i < BISECTIONS; i++) {
            long middle = before + (beyond - before) / 2;
            if (isFollowedByANumber(middle)) {
                before = middle;
            } else {
                beyond = middle;
            }
        }
        return before;
    }

    private static long doubled(long from, long to) {
        long width = Math.max(1, to - from);
        return to > Long.MAX_VALUE - width ? Long.MAX_VALUE : to + width;
    }

    private boolean isFollowedByANumber(long number) {
        List<IdAndVersion> next = one.ofSink(Cursor.after(number)).entries();
        return !next.isEmpty() && next.get(0).id().isNumber();
    }
}
