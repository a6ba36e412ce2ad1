package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.memory.MemoryReindexingFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Contract tests of reindexings that are wrong in one place. */
final class BrokenReindexings {

    private BrokenReindexings() {}

    abstract static class Broken implements ReindexingContract {

        private final ReindexingFixture fixture = new MemoryReindexingFixture(this::broken);

        abstract Reindexing broken(Reindexing reindexing);

        @Override
        public ReindexingFixture fixture() {
            return fixture;
        }
    }

    static class SwitchesWithoutAsking extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                @Override
                public ReindexReport switchOver(
                        BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing,
                        Map<ModelKey, Set<RecordId>> excluded) {
                    return super.switchOver((key, ids) -> Set.of(), excluded);
                }
            };
        }
    }

    static class SwitchesWhenItChecks extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                @Override
                public ReindexReport check(
                        BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing,
                        Map<ModelKey, Set<RecordId>> excluded) {
                    return super.switchOver(existing, excluded);
                }
            };
        }
    }

    static class AsksForAllAtOnce extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                @Override
                public ReindexReport check(
                        BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing,
                        Map<ModelKey, Set<RecordId>> excluded) {
                    List<RecordId> all = new ArrayList<>();
                    ReindexReport report = super.check(
                            (key, ids) -> {
                                all.addAll(ids);
                                return Set.copyOf(ids);
                            },
                            excluded);
                    report.models().forEach(model -> all.retainAll(existing.apply(model.key(), List.copyOf(all))));
                    return report;
                }
            };
        }
    }

    static class BeginsAnewEachTime extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                @Override
                public VectorSink begin(SinkSchema schema, Set<String> sources) {
                    abandon();
                    return super.begin(schema, sources);
                }
            };
        }
    }

    static class DropsWhatARollbackReplaces extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                @Override
                public void rollback(String collection) {
                    super.rollback(collection);
                    dropIdle();
                }
            };
        }
    }

    static class DropsWhatIsBeingBuilt extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                @Override
                public List<String> dropIdle(Duration grace) {
                    List<String> dropped = new ArrayList<>(super.dropIdle(grace));
                    abandon().ifPresent(dropped::add);
                    return dropped;
                }
            };
        }
    }

    static class DropsBeforeTheGraceTimeEnds extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                @Override
                public List<String> dropIdle(Duration grace) {
                    return super.dropIdle(Duration.ZERO);
                }
            };
        }
    }

    static class KeepsWhatIsIdle extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                @Override
                public List<String> dropIdle(Duration grace) {
                    return grace.isZero() ? super.dropIdle(grace) : List.of();
                }
            };
        }
    }

    static class ReturnsToThePreviousOne extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                @Override
                public void rollback(String collection) {
                    super.rollback(
                            status().previous().orElseGet(() -> status().idle().get(0)));
                }
            };
        }
    }

    static class BeginsWhateverItLeavesBehind extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                @Override
                public VectorSink begin(SinkSchema schema, Set<String> sources) {
                    return super.begin(
                            schema,
                            status().serving().isEmpty()
                                    ? sources
                                    : models().stream().map(ModelKey::source).collect(Collectors.toSet()));
                }
            };
        }
    }

    static class ExcludesForAllModels extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                @Override
                public ReindexReport switchOver(
                        BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing,
                        Map<ModelKey, Set<RecordId>> excluded) {
                    Set<RecordId> all =
                            excluded.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
                    return super.switchOver(
                            existing, models().stream().collect(Collectors.toMap(key -> key, key -> all)));
                }
            };
        }
    }

    static class ForgetsTheCondition extends Broken {
        @Override
        Reindexing broken(Reindexing reindexing) {
            return new ForwardingReindexing(reindexing) {
                private Optional<String> noted = Optional.empty();

                @Override
                public void setCondition(String condition) {
                    noted = Optional.of(condition);
                }

                @Override
                public Optional<String> condition() {
                    return noted;
                }
            };
        }
    }
}
