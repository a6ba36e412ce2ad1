package io.syncline.core.internal.lease;

import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.run.AbsentSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sink with a mark. Tests lose it, raise it from outside and make calls fail. */
final class FakeSink extends AbsentSink {

    long mark;
    Optional<String> database = Optional.empty();
    int raises;

    /** Thrown by each call, if it is set. */
    @Nullable RuntimeException failure;

    /** Whether a mark is raised and the answer is lost. */
    boolean losesAnswers;

    /** Whether a request to raise the mark is lost. */
    boolean losesRequests;

    /** Runs before the mark is raised, as another process might. */
    Runnable beforeRaising = () -> {};

    @Override
    public Optional<SinkMark> mark(ModelKey key) {
        fail();
        return mark == 0 ? Optional.empty() : Optional.of(new SinkMark(mark, database));
    }

    @Override
    public boolean raiseMark(ModelKey key, long expected, SinkMark next) {
        fail();
        beforeRaising.run();
        if (losesRequests) {
            throw new UnknownOutcomeException("Request lost for the test");
        }
        if (mark != expected || next.value() <= mark) {
            return false;
        }
        raises++;
        mark = next.value();
        database = next.database();
        if (losesAnswers) {
            throw new UnknownOutcomeException("Answer lost for the test");
        }
        return true;
    }

    private void fail() {
        if (failure != null) {
            throw failure;
        }
    }
}
