package io.syncline.testkit.contract;

import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.forward.ForwardingVectorSink;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Contract tests of sinks with one defect in their identity or their marks. */
final class BrokenMarks {

    private BrokenMarks() {}

    static class OpenCreatesTheStore extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public SinkIdentity open(SinkSchema schema) {
                    return sink.prepare(schema);
                }
            };
        }
    }

    static class TakesItsNameForItsIdentity extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public SinkIdentity prepare(SinkSchema schema) {
                    return named(sink.prepare(schema));
                }

                @Override
                public SinkIdentity open(SinkSchema schema) {
                    return named(sink.open(schema));
                }

                @Override
                public boolean raiseMark(ModelKey key, String store, long expected, SinkMark mark) {
                    return sink.raiseMark(key, SinkContent.store(sink), expected, mark);
                }

                private SinkIdentity named(SinkIdentity identity) {
                    return new SinkIdentity("records", identity.name());
                }
            };
        }
    }

    static class RaisesAnyMark extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public boolean raiseMark(ModelKey key, String store, long expected, SinkMark mark) {
                    long present = sink.mark(key).map(SinkMark::value).orElse(0L);
                    return present < mark.value() && sink.raiseMark(key, store, present, mark);
                }
            };
        }
    }

    static class RaisesInWhateverStoreIsThere extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public boolean raiseMark(ModelKey key, String store, long expected, SinkMark mark) {
                    return sink.raiseMark(key, SinkContent.store(sink), expected, mark);
                }
            };
        }
    }

    /** As a table or collection that is neither dropped nor restored with the points. */
    static class KeepsMarksElsewhere extends BrokenSinks.Broken {

        private final Map<ModelKey, SinkMark> marks = new ConcurrentHashMap<>();

        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public Optional<SinkMark> mark(ModelKey key) {
                    return Optional.ofNullable(marks().get(key));
                }

                @Override
                public boolean raiseMark(ModelKey key, String store, long expected, SinkMark mark) {
                    synchronized (marks()) {
                        if (mark(key).map(SinkMark::value).orElse(0L) != expected) {
                            return false;
                        }
                        marks().put(key, mark);
                        return true;
                    }
                }
            };
        }

        private Map<ModelKey, SinkMark> marks() {
            return marks;
        }
    }

    static class SharesOneMark extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public Optional<SinkMark> mark(ModelKey key) {
                    return sink.mark(anyModel(key));
                }

                @Override
                public boolean raiseMark(ModelKey key, String store, long expected, SinkMark mark) {
                    return sink.raiseMark(anyModel(key), store, expected, mark);
                }
            };
        }

        private static ModelKey anyModel(ModelKey key) {
            return new ModelKey(key.source(), SinkContent.PARTNERS.model());
        }
    }

    static class CountsItsMark extends BrokenSinks.Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingVectorSink(sink) {
                @Override
                public long count(ModelKey key) {
                    return sink.count(key) + (sink.mark(key).isPresent() ? 1 : 0);
                }
            };
        }
    }
}
