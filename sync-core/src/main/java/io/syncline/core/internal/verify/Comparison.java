package io.syncline.core.internal.verify;

import io.syncline.api.Difference;
import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.internal.cleanup.ExistenceRecheck;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.settings.Range;
import io.syncline.core.text.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Compares source and sink, a range of ids at a time: what the sink lists first, then what the source lists, then the
 * stamps, and at last the content of those records that differ by version or are in doubt otherwise. What the sink alone
 * has is asked for again.
 *
 * <p>Memory: one page of each side. Confined to the loop, but for what it hands to the workers.
 */
final class Comparison {

    private static final int PAGE = ExistenceRecheck.MOST;

    private final RunContext run;
    private final SyncPlan plan;
    private final RecordScope scope;
    private final boolean deep;
    private final ExistenceRecheck question;
    private long cursor;
    private boolean over;

    Comparison(RunContext run, SyncPlan plan, RecordScope scope, boolean deep) {
        this.run = run;
        this.plan = plan;
        this.scope = scope;
        this.deep = deep;
        this.question = new ExistenceRecheck(run.ports().source(), scope);
    }

    /**
     * A range of ids and what differs in it.
     *
     * @param inSource records of the source
     * @param stored records of the sink
     * @param inQuarantine records of the sink that the source no longer has and that wait in quarantine
     * @param differences what differs, by ascending id
     * @param records of those, the ones that the source has and the sink should
     * @param upTo the end of the range
     * @param end whether nothing follows
     */
    record Part(
            long inSource,
            long stored,
            long inQuarantine,
            Map<RecordId, Difference.Kind> differences,
            RecordPage records,
            long upTo,
            boolean end) {}

    boolean isOver() {
        return over;
    }

    /** The next range; not to be called again before it has come. */
    CompletableFuture<Part> next() {
        String what = "Comparing records of " + run.key() + " after id " + cursor;
        return run.retrier()
                .call(Work.COMPARE, what, this::sinkPage)
                .thenCompose(sink -> run.retrier()
                        .call(Work.SOURCE, what, this::sourcePage)
                        .thenCompose(source -> compare(new Range(sink, source, cursor), what)))
                .thenApply(part -> {
                    cursor = part.upTo();
                    over = part.end();
                    return part;
                });
    }

    private IdPage sinkPage() {
        return forward(run.ports().sink().ids(run.key(), IdRange.after(cursor), PAGE), "sink");
    }

    private IdPage sourcePage() {
        IdPage page = forward(run.ports().source().ids(scope, IdRange.after(cursor), PAGE), "source");
        question.listed(page.entries());
        return page;
    }

    private IdPage forward(IdPage page, String side) {
        return Advance.checked(page, cursor, "The listing of " + run.key() + " by the " + side);
    }

    private CompletableFuture<Part> compare(Range range, String what) {
        return run.retrier()
                .call(Work.COMPARE, what, () -> stamps(range.stored.keySet()))
                .thenCompose(stamps -> run.retrier().call(Work.SOURCE, what, () -> judge(range, stamps)));
    }

    private Map<RecordId, RecordStamp> stamps(Collection<RecordId> ids) {
        VectorSink sink = run.ports().sink();
        return ids.isEmpty() ? Map.of() : sink.stamps(run.key(), ids);
    }

    private Part judge(Range range, Map<RecordId, RecordStamp> stamps) {
        RecordSource source = run.ports().source();
        Map<RecordId, Difference.Kind> found = new TreeMap<>();
        List<RecordId> orphans = range.stored.keySet().stream()
                .filter(id -> !range.listed.containsKey(id))
                .toList();
        Set<RecordId> existing = orphans.isEmpty() ? Set.of() : question.existing(orphans);
        long inQuarantine = 0;
        for (RecordId id : orphans) {
            if (!existing.contains(id) && isHidden(stamps.get(id))) {
                inQuarantine++;
            } else if (!existing.contains(id)) {
                found.put(id, Difference.Kind.ORPHANED);
            }
        }
        List<RecordId> doubtful = new ArrayList<>();
        range.listed.forEach((id, version) -> {
            if (deep || isDoubtful(stamps.get(id), version)) {
                doubtful.add(id);
            }
        });
        RecordPage read =
                doubtful.isEmpty() ? new RecordPage(List.of(), range.upTo, true) : source.read(scope, doubtful);
        List<SourceRecord> differing = new ArrayList<>();
        for (SourceRecord record : read.records()) {
            Difference.Kind kind = difference(record, stamps.get(record.id()));
            if (kind != null) {
                found.put(record.id(), kind);
                differing.add(record);
            }
        }
        read.rejected().forEach(record -> found.put(record.id(), Difference.Kind.FAILED));
        RecordPage records = new RecordPage(differing, read.rejected(), range.upTo, range.end);
        return new Part(range.listed.size(), range.stored.size(), inQuarantine, found, records, range.upTo, range.end);
    }

    private static boolean isHidden(@Nullable RecordStamp stamp) {
        return stamp != null && stamp.quarantine().isPresent();
    }

    private boolean isDoubtful(@Nullable RecordStamp stamp, long version) {
        return stamp == null
                || !stamp.intact()
                || isHidden(stamp)
                || stamp.storedChunks() != stamp.chunkCount()
                || version == 0
                || stamp.sourceVersion() != version
                || !stamp.fingerprint().equals(plan.pointFingerprint());
    }

    private Difference.@Nullable Kind difference(SourceRecord record, @Nullable RecordStamp stamp) {
        if (stamp == null) {
            return Difference.Kind.MISSING;
        }
        if (!stamp.fingerprint().equals(plan.pointFingerprint())) {
            return Difference.Kind.WRONG_FINGERPRINT;
        }
        try {
            Document document = plan.maker().make(record);
            if (!stamp.contentHash().equals(document.contentHash())) {
                return Difference.Kind.STALE;
            }
        } catch (RejectedException e) {
            return Difference.Kind.FAILED;
        }
        if (!stamp.intact()) {
            return Difference.Kind.INCOMPLETE;
        }
        if (isHidden(stamp)) {
            return Difference.Kind.QUARANTINED;
        }
        return stamp.storedChunks() > stamp.chunkCount() ? Difference.Kind.SURPLUS_CHUNKS : null;
    }

    /** What both sides list up to the id that both have reached. */
    private static final class Range {

        private final Map<RecordId, Long> stored;
        private final Map<RecordId, Long> listed;
        private final long upTo;
        private final boolean end;

        Range(IdPage sink, IdPage source, long after) {
            long reached = Math.min(reach(sink), reach(source));
            this.end = sink.end() && source.end();
            this.upTo = reached == Long.MAX_VALUE ? Math.max(after, last(sink, source)) : reached;
            this.stored = upTo(sink, upTo);
            this.listed = upTo(source, upTo);
        }

        private static long reach(IdPage page) {
            return page.end() ? Long.MAX_VALUE : page.resumeAfter();
        }

        private static long last(IdPage sink, IdPage source) {
            return Math.max(sink.resumeAfter(), source.resumeAfter());
        }

        private static Map<RecordId, Long> upTo(IdPage page, long last) {
            Map<RecordId, Long> versions = new LinkedHashMap<>();
            for (IdAndVersion entry : page.entries()) {
                if (entry.id().value() <= last) {
                    versions.put(entry.id(), entry.version());
                }
            }
            return versions;
        }
    }
}
