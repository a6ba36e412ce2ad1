package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.testkit.forward.ForwardingCatalogSink;
import java.util.Optional;

/** Marks as faulty engines or sinks would keep them. */
final class FaultyMarks {

    private FaultyMarks() {}

    private static long value(Optional<SinkMark> mark) {
        return mark.map(SinkMark::value).orElse(0L);
    }

    /** Keeps marks apart from the store. */
    static final class Outliving extends ForwardingCatalogSink {

        private final SimRoute route;

        Outliving(VectorSink next, SimRoute route) {
            super(next);
            this.route = route;
        }

        @Override
        public Optional<SinkMark> mark(ModelKey key) {
            return Optional.ofNullable(route.outliving.get(key)).map(value -> new SinkMark(value, Optional.empty()));
        }

        @Override
        public boolean raiseMark(ModelKey key, String store, long expected, SinkMark mark) {
            if (value(mark(key)) != expected) {
                return false;
            }
            route.outliving.put(key, mark.value());
            return true;
        }
    }

    /** Raises the mark from whatever it is. */
    static class Forcing extends ForwardingCatalogSink {

        Forcing(VectorSink next) {
            super(next);
        }

        @Override
        public boolean raiseMark(ModelKey key, String store, long expected, SinkMark mark) {
            long present = value(next.mark(key));
            return present < mark.value() && next.raiseMark(key, store, present, mark);
        }
    }

    /** Shows the mark that a state names, if it names one. */
    static final class Presumed extends ForwardingCatalogSink {

        private final SimRun run;

        Presumed(VectorSink next, SimRun run) {
            super(next);
            this.run = run;
        }

        @Override
        public Optional<SinkMark> mark(ModelKey key) {
            long named = run.route.store.memory.read(run.stateKey(key)).state().sinkMark();
            return named == 0 ? Optional.empty() : Optional.of(new SinkMark(named, Optional.empty()));
        }
    }

    /** Pretends that the mark is that of the state. */
    static final class Hiding extends Forcing {

        private final SimRun run;

        Hiding(VectorSink next, SimRun run) {
            super(next);
            this.run = run;
        }

        @Override
        public Optional<SinkMark> mark(ModelKey key) {
            long expected = run.route.store.memory.read(run.stateKey()).state().sinkMark();
            Optional<SinkMark> present = next.mark(key);
            return value(present) < expected ? Optional.of(new SinkMark(expected, Optional.empty())) : present;
        }
    }
}
