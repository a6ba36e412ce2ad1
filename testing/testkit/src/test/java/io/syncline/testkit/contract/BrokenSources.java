package io.syncline.testkit.contract;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.ChangeProbe;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.NewestChanges;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.forward.ForwardingRecordSource;
import io.syncline.testkit.memory.MemorySourceFixture;
import io.syncline.testkit.memory.PageShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Contract tests of sources with one defect. */
final class BrokenSources {

    private BrokenSources() {}

    abstract static class Broken implements RecordSourceContract {

        private final RecordSourceFixture fixture = new MemorySourceFixture(PageShape.SHORT, true, this::broken);

        abstract RecordSource broken(RecordSource source);

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }

        @Override
        public Set<Capability> lacking() {
            return Set.of(Capability.CHANGE_PROBE);
        }
    }

    private static RecordScope with(RecordScope scope, Instant lower) {
        return RecordScope.builder().from(scope).changedSince(lower).build();
    }

    static class SortsWithoutRegardToCase extends Broken {

        private static final Comparator<RecordId> BY_LETTER = Comparator.comparing(RecordId::isNumber)
                .reversed()
                .thenComparing(id -> id.toString().toLowerCase(Locale.ROOT))
                .thenComparing(RecordId::toString);

        @Override
        RecordSource broken(RecordSource source) {
            return new ForwardingRecordSource(source) {
                @Override
                public RecordPage page(RecordScope scope, IdRange range, int limit) {
                    List<SourceRecord> all = PagesByOffset.all(source, scope, IdRange.ALL);
                    if (all.stream().allMatch(record -> record.id().isNumber())) {
                        return super.page(scope, range, limit);
                    }
                    List<SourceRecord> page = all.stream()
                            .filter(record -> range.after().isStart()
                                    || BY_LETTER.compare(
                                                    record.id(), range.after().id())
                                            > 0)
                            .sorted(Comparator.comparing(SourceRecord::id, BY_LETTER))
                            .limit(limit)
                            .toList();
                    return page.size() < limit
                            ? new RecordPage(page, range.upTo(), true)
                            : new RecordPage(
                                    page, Cursor.after(page.get(limit - 1).id()), false);
                }
            };
        }
    }

    static class PagesByOffset extends Broken {

        private static List<SourceRecord> all(RecordSource source, RecordScope scope, IdRange range) {
            List<SourceRecord> all = new ArrayList<>();
            RecordPage page = source.page(scope, range, 1000);
            while (!page.end()) {
                all.addAll(page.records());
                page = source.page(scope, range.remainingAfter(page.resumeAfter()), 1000);
            }
            return all;
        }

        /** Where a page begins in its listing. */
        private record Position(IdRange listing, int offset) {}

        @Override
        RecordSource broken(RecordSource source) {
            Map<Cursor, Position> positions = new HashMap<>();
            return new ForwardingRecordSource(source) {
                @Override
                public synchronized RecordPage page(RecordScope scope, IdRange range, int limit) {
                    Position position = positions.getOrDefault(range.after(), new Position(range, 0));
                    List<SourceRecord> all = all(source, scope, position.listing());
                    int from = Math.min(position.offset(), all.size());
                    int to = Math.min(from + limit, all.size());
                    Cursor resume = to == from
                            ? range.after()
                            : Cursor.after(all.get(to - 1).id());
                    positions.put(resume, new Position(position.listing(), to));
                    return new RecordPage(all.subList(from, to), resume, to == all.size());
                }
            };
        }
    }

    static class EndsAtAShortPage extends Broken {
        @Override
        RecordSource broken(RecordSource source) {
            return new ForwardingRecordSource(source) {
                @Override
                public RecordPage page(RecordScope scope, IdRange range, int limit) {
                    RecordPage page = source.page(scope, range, limit);
                    return new RecordPage(
                            page.records(), page.resumeAfter(), page.records().size() < limit);
                }
            };
        }
    }

    static class ChangedAfterInsteadOfSince extends Broken {
        @Override
        RecordSource broken(RecordSource source) {
            return new ForwardingRecordSource(source) {
                @Override
                public RecordPage page(RecordScope scope, IdRange range, int limit) {
                    RecordScope later = scope.changedSince()
                            .map(lower -> with(scope, lower.plusSeconds(1)))
                            .orElse(scope);
                    return source.page(later, range, limit);
                }
            };
        }
    }

    static class ForgetsUndatedRecords extends Broken {
        @Override
        RecordSource broken(RecordSource source) {
            return new ForwardingRecordSource(source) {
                @Override
                public IdPage ids(RecordScope scope, IdRange range, int limit) {
                    IdPage page = source.ids(scope, range, limit);
                    return new IdPage(
                            page.entries().stream()
                                    .filter(entry -> scope.changedSince().isEmpty() || entry.version() > 0)
                                    .toList(),
                            page.resumeAfter(),
                            page.end());
                }
            };
        }
    }

    static class ReadsInTheOrderAsked extends Broken {
        @Override
        RecordSource broken(RecordSource source) {
            return new ForwardingRecordSource(source) {
                @Override
                public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
                    RecordPage page = source.read(scope, ids);
                    List<RecordId> order = new ArrayList<>(ids);
                    List<SourceRecord> records = new ArrayList<>(page.records());
                    records.sort(Comparator.comparingInt(record -> order.indexOf(record.id())));
                    return new RecordPage(records, page.resumeAfter(), page.end());
                }
            };
        }
    }

    static class SeesNoArchivedRecords extends Broken {
        @Override
        RecordSource broken(RecordSource source) {
            return new ForwardingRecordSource(source) {
                @Override
                public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
                    return source.existing(
                            RecordScope.builder()
                                    .from(scope)
                                    .includeArchived(false)
                                    .build(),
                            ids);
                }
            };
        }
    }

    static class TreatsUnknownModelsAsEmpty extends Broken {
        @Override
        RecordSource broken(RecordSource source) {
            return new ForwardingRecordSource(source) {
                @Override
                public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
                    try {
                        return source.existing(scope, ids);
                    } catch (SetupException e) {
                        return Set.of();
                    }
                }
            };
        }
    }

    static class SwallowsInterrupts extends Broken {
        @Override
        RecordSource broken(RecordSource source) {
            return new ForwardingRecordSource(source) {
                @Override
                public RecordPage page(RecordScope scope, IdRange range, int limit) {
                    Thread.interrupted();
                    return source.page(scope, range, limit);
                }
            };
        }
    }

    static class ClaimsToHaveNoChangeTime extends Broken {
        @Override
        RecordSource broken(RecordSource source) {
            return new ForwardingRecordSource(source) {
                @Override
                public ModelDescription describe(ModelName model) {
                    return ModelDescription.builder()
                            .from(source.describe(model))
                            .hasChangeTime(false)
                            .build();
                }
            };
        }
    }

    static class DeclaresACapabilityLacking extends Broken {
        @Override
        RecordSource broken(RecordSource source) {
            return source;
        }

        @Override
        public Set<Capability> lacking() {
            return Set.of(
                    Capability.ARCHIVE, Capability.CHANGE_PROBE, Capability.CHANGE_TIME, Capability.UNDATED_RECORDS);
        }
    }

    /** Forwards to a source that is a {@link ChangeProbe}. */
    private static class Probed extends ForwardingRecordSource implements ChangeProbe {

        Probed(RecordSource source) {
            super(source);
        }

        @Override
        public NewestChanges newestChanges(RecordScope scope) {
            return ((ChangeProbe) next).newestChanges(scope);
        }
    }

    abstract static class BrokenProbe extends Broken {

        @Override
        public Set<Capability> lacking() {
            return Set.of();
        }
    }

    static class ProbesOnce extends BrokenProbe {
        @Override
        RecordSource broken(RecordSource source) {
            return new Probed(source) {
                private final Map<RecordScope, NewestChanges> known = new HashMap<>();

                @Override
                public NewestChanges newestChanges(RecordScope scope) {
                    return known.computeIfAbsent(scope, super::newestChanges);
                }
            };
        }
    }

    static class ProbesArchivedRecordsToo extends BrokenProbe {
        @Override
        RecordSource broken(RecordSource source) {
            return new Probed(source) {
                @Override
                public NewestChanges newestChanges(RecordScope scope) {
                    return super.newestChanges(RecordScope.builder()
                            .from(scope)
                            .includeArchived(true)
                            .build());
                }
            };
        }
    }
}
