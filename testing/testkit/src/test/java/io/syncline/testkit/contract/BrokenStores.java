package io.syncline.testkit.contract;

import io.syncline.api.FailedRecord;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.record.Cursor;
import io.syncline.testkit.forward.ForwardingMetadataStore;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.MemoryStoreFixture;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Contract tests of stores with one defect. */
final class BrokenStores {

    private BrokenStores() {}

    abstract static class Broken implements MetadataStoreContract {

        private final MetadataStoreFixture fixture = new MemoryStoreFixture(this::broken);

        abstract MetadataStore broken(MetadataStore store);

        @Override
        public MetadataStoreFixture fixture() {
            return fixture;
        }

        @Override
        public Set<Capability> lacking() {
            return Set.of(Capability.DAMAGE);
        }
    }

    static class OverwritesAnything extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public synchronized boolean compareAndSet(StateKey key, long expectedRevision, ModelState next) {
                    VersionedState current = store.read(key);
                    ModelState forced = ModelState.builder()
                            .from(next)
                            .epoch(Math.max(next.epoch(), current.state().epoch()))
                            .build();
                    return store.compareAndSet(key, current.revision(), forced);
                }
            };
        }
    }

    static class IgnoresTheEpoch extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures) {
                    store.putFailures(key, Long.MAX_VALUE, failures);
                }
            };
        }
    }

    static class RoundsUp extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public boolean compareAndSet(StateKey key, long expectedRevision, ModelState next) {
                    return store.compareAndSet(
                            key,
                            expectedRevision,
                            next.toBuilder()
                                    .watermark(next.watermark().map(RoundsUp::roundedUp))
                                    .build());
                }
            };
        }

        private static Instant roundedUp(Instant time) {
            return time.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
        }
    }

    static class ForgetsTheCheckpoint extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public VersionedState read(StateKey key) {
                    VersionedState read = store.read(key);
                    return new VersionedState(
                            read.revision(),
                            read.state().toBuilder()
                                    .checkpoint(Optional.empty())
                                    .build());
                }
            };
        }
    }

    static class ChangesTheRevisionWithFailures extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public void putFailures(StateKey key, long epoch, Collection<FailedRecord> failures) {
                    store.putFailures(key, epoch, failures);
                    VersionedState current = store.read(key);
                    store.compareAndSet(key, current.revision(), current.state());
                }
            };
        }
    }

    static class ForgetsTheSink extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public VersionedState read(StateKey key) {
                    return store.read(anySink(key));
                }

                @Override
                public boolean compareAndSet(StateKey key, long expectedRevision, ModelState next) {
                    return store.compareAndSet(anySink(key), expectedRevision, next);
                }
            };
        }

        private static StateKey anySink(StateKey key) {
            return new StateKey(key.source(), key.model(), "sink-1");
        }
    }

    static class SortsIdsAsTexts extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public List<FailedRecord> failures(StateKey key, Cursor after, int limit) {
                    return store.failures(key, Cursor.START, Integer.MAX_VALUE).stream()
                            .sorted(Comparator.comparing(failure -> failure.id().toString()))
                            .filter(failure -> after.isStart()
                                    || (!after.isEnd()
                                            && failure.id().toString().compareTo(after.toString()) > 0))
                            .limit(limit)
                            .toList();
                }
            };
        }
    }

    static class MovesOverWhatIsThere extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public boolean move(StateKey from, long expectedRevision, long epoch, StateKey to) {
                    if (store.read(from).revision() == expectedRevision) {
                        VersionedState there = store.read(to);
                        store.remove(to, there.revision(), there.state().epoch());
                    }
                    return store.move(from, expectedRevision, epoch, to);
                }
            };
        }
    }

    static class ComparesRevisionsOnly extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingMetadataStore(store) {
                @Override
                public boolean remove(StateKey key, long expectedRevision, long epoch) {
                    return store.remove(
                            key, expectedRevision, store.read(key).state().epoch());
                }
            };
        }
    }

    static class TreatsDamageAsNew implements MetadataStoreContract {

        private final MetadataStoreFixture fixture = new MetadataStoreFixture() {
            private InMemoryMetadataStore store = new InMemoryMetadataStore(InstantSource.system());
            private boolean damaged;

            @Override
            public MetadataStore store() {
                return store;
            }

            @Override
            public MetadataStore reopen() {
                store = damaged ? new InMemoryMetadataStore(InstantSource.system()) : store.reopen();
                return store;
            }

            @Override
            public MetadataStore openSecond() {
                return store.reopen();
            }

            @Override
            public void damage() {
                damaged = true;
            }

            @Override
            public void close() {
                store.close();
            }
        };

        @Override
        public MetadataStoreFixture fixture() {
            return fixture;
        }
    }
}
