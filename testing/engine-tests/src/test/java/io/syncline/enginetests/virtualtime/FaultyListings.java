package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.testkit.forward.ForwardingRecordSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Listings of a source as faulty engines would use them. */
final class FaultyListings {

    private static final int ALL = 1000;

    private FaultyListings() {}

    /** Omits the second of the lower bound. */
    static final class Strict extends ForwardingRecordSource {

        Strict(RecordSource next) {
            super(next);
        }

        @Override
        public RecordPage page(RecordScope scope, IdRange range, int limit) {
            return next.page(
                    scope.changedSince()
                            .map(since -> RecordScope.builder()
                                    .from(scope)
                                    .changedSince(since.plus(Duration.ofSeconds(1)))
                                    .build())
                            .orElse(scope),
                    range,
                    limit);
        }
    }

    /** Pages by offset, not by id. */
    static final class ByOffset extends ForwardingRecordSource {

        private int offset;

        ByOffset(RecordSource next) {
            super(next);
        }

        @Override
        public RecordPage page(RecordScope scope, IdRange range, int limit) {
            if (range.after().isStart()) {
                offset = 0;
            }
            List<SourceRecord> all = all(scope);
            List<SourceRecord> remaining = all.subList(Math.min(offset, all.size()), all.size());
            List<SourceRecord> page = remaining.subList(0, Math.min(limit, remaining.size()));
            offset += page.size();
            boolean end = page.size() == remaining.size();
            Cursor last = page.isEmpty()
                    ? range.after()
                    : Cursor.after(page.get(page.size() - 1).id());
            return new RecordPage(page, Cursor.max(last, end ? range.after() : next(range.after())), end);
        }

        /** A position a little later. */
        private static Cursor next(Cursor position) {
            if (position.isStart()) {
                return Cursor.after(Long.MIN_VALUE);
            }
            RecordId id = position.id();
            return Cursor.after(id.isNumber() ? RecordId.of(id.number() + 1) : RecordId.of(id.text() + '\u0001'));
        }

        private List<SourceRecord> all(RecordScope scope) {
            List<SourceRecord> all = new ArrayList<>();
            RecordPage page = next.page(scope, IdRange.ALL, ALL);
            while (true) {
                all.addAll(page.records());
                if (page.end()) {
                    return all;
                }
                page = next.page(scope, IdRange.after(page.resumeAfter()), ALL);
            }
        }
    }

    /** Lists all ids before anything else is listed. */
    static final class Early extends ForwardingRecordSource {

        private final List<IdAndVersion> listed = new ArrayList<>();

        Early(RecordSource next, boolean includeArchived) {
            super(next);
            RecordScope scope = RecordScope.builder()
                    .model(SimUsers.MODEL)
                    .includeArchived(includeArchived)
                    .build();
            IdPage page = list(scope, IdRange.ALL);
            while (!page.end()) {
                page = list(scope, IdRange.after(page.resumeAfter()));
            }
        }

        private IdPage list(RecordScope scope, IdRange range) {
            IdPage page;
            try {
                page = next.ids(scope, range, ALL);
            } catch (TransientException once) {
                page = next.ids(scope, range, ALL);
            }
            listed.addAll(page.entries());
            return page;
        }

        @Override
        public IdPage ids(RecordScope scope, IdRange range, int limit) {
            return new IdPage(
                    listed.stream().filter(entry -> range.contains(entry.id())).toList(), range.upTo(), true);
        }
    }

    /** Reports, without asking the source, that no record exists. */
    static final class Unquestioned extends ForwardingRecordSource {

        Unquestioned(RecordSource next) {
            super(next);
        }

        @Override
        public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
            return Set.of();
        }
    }

    /** Reports, without asking the source, that no record in quarantine exists. */
    static final class WithoutHidden extends ForwardingRecordSource {

        private final SimRoute route;

        WithoutHidden(RecordSource next, SimRoute route) {
            super(next);
            this.route = route;
        }

        @Override
        public IdPage ids(RecordScope scope, IdRange range, int limit) {
            IdPage page = next.ids(scope, range, limit);
            Set<RecordId> hidden = hidden();
            return new IdPage(
                    page.entries().stream()
                            .filter(entry -> !hidden.contains(entry.id()))
                            .toList(),
                    page.resumeAfter(),
                    page.end());
        }

        @Override
        public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
            Set<RecordId> existing = new HashSet<>(next.existing(scope, ids));
            existing.removeAll(hidden());
            return existing;
        }

        private Set<RecordId> hidden() {
            return route.sink.collection.stamps(route.key()).values().stream()
                    .filter(stamp -> stamp.quarantine().isPresent())
                    .map(RecordStamp::id)
                    .collect(Collectors.toSet());
        }
    }

    /** Takes what a read by ids does not deliver for deleted, and asks no more. */
    static final class Undelivered extends ForwardingRecordSource {

        private final Set<RecordId> undelivered = new HashSet<>();

        Undelivered(RecordSource next) {
            super(next);
        }

        @Override
        public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
            RecordPage page = next.read(scope, ids);
            undelivered.addAll(ids);
            page.records().forEach(record -> undelivered.remove(record.id()));
            return page;
        }

        @Override
        public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
            Set<RecordId> existing = new HashSet<>(ids);
            existing.removeAll(undelivered);
            return existing;
        }
    }
}
