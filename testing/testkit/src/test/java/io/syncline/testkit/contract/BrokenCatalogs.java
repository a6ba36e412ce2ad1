package io.syncline.testkit.contract;

import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SourceContent;
import io.syncline.testkit.forward.ForwardingCatalogSink;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.MemorySinkFixture;
import java.util.List;
import java.util.Optional;

/** Contract tests of catalogs with one defect. */
final class BrokenCatalogs {

    private BrokenCatalogs() {}

    abstract static class Broken implements SourceCatalogContract {

        private final VectorSinkFixture fixture = new MemorySinkFixture(new InMemoryVectorSink(), this::broken);

        abstract VectorSink broken(VectorSink sink);

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }
    }

    static class CreatesTheStore extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public List<SourceContent> contents() {
                    sink.prepare(SinkContent.SCHEMA);
                    return super.contents();
                }

                @Override
                public SinkIdentity identity() {
                    return sink.prepare(SinkContent.SCHEMA);
                }
            };
        }
    }

    static class ForgetsTheDatabase extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public List<SourceContent> contents() {
                    return super.contents().stream()
                            .map(content -> new SourceContent(content.key(), content.records(), Optional.empty()))
                            .toList();
                }
            };
        }
    }

    static class MixesTheDatabasesOfSources extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public List<String> databases(String source) {
                    return super.contents().stream()
                            .flatMap(content -> content.database().stream())
                            .toList();
                }
            };
        }
    }

    static class LeavesTheMarkBehind extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public void rename(ModelKey from, String to, long epoch) {
                    var mark = sink.mark(from);
                    super.rename(from, to, epoch);
                    super.drop(from, epoch);
                    mark.ifPresent(present -> sink.raiseMark(from, SinkContent.store(sink), 0, present));
                }
            };
        }
    }

    static class IgnoresEmptyModels extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public void rename(ModelKey from, String to, long epoch) {
                    if (super.contents().stream()
                            .anyMatch(content -> content.key().equals(from))) {
                        super.rename(from, to, epoch);
                    }
                }
            };
        }
    }

    static class IgnoresTheEpoch extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public void rename(ModelKey from, String to, long epoch) {
                    super.rename(from, to, Long.MAX_VALUE);
                }

                @Override
                public void drop(ModelKey key, long epoch) {
                    super.drop(key, Long.MAX_VALUE);
                }
            };
        }
    }

    static class ReplacesWhatTheNewNameHas extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public void rename(ModelKey from, String to, long epoch) {
                    if (super.contents().stream()
                            .anyMatch(content -> content.key().equals(from))) {
                        super.drop(new ModelKey(to, from.model()), epoch);
                    }
                    super.rename(from, to, epoch);
                }
            };
        }
    }

    static class DropsTheWholeSource extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public void drop(ModelKey key, long epoch) {
                    super.drop(key, epoch);
                    super.contents().stream()
                            .map(SourceContent::key)
                            .filter(other -> other.source().equals(key.source()))
                            .forEach(other -> super.drop(other, epoch));
                }
            };
        }
    }
}
