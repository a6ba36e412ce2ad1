package io.syncline.core.internal.runtime;

import io.syncline.api.RunPause;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.settings.RetrySettings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How long calls are retried. A system that has not answered at all since the process started is likelier to have a wrong
 * address than an outage, so it is given up earlier. One for all runs of an engine; thread-safe.
 */
public final class Patience {

    private final RetrySettings settings;
    private final Set<RunPause.Party> answered = ConcurrentHashMap.newKeySet();

    public Patience(RetrySettings settings) {
        this.settings = settings;
    }

    RetrySettings settings() {
        return settings;
    }

    /** How long a call of this kind is retried. */
    public Duration giveUpAfter(Work work) {
        Duration longest = settings.giveUpAfter();
        Duration first = settings.firstAnswerWithin();
        return hasAnswered(work) || first.compareTo(longest) > 0 ? longest : first;
    }

    /** Whether the system that a call of this kind goes to has answered since the process started. */
    boolean hasAnswered(Work work) {
        return answered.contains(work.party());
    }

    /**
     * Notes how a call ended.
     *
     * @param failure its failure, or null if it succeeded
     */
    public void ended(Work work, @Nullable SyncException failure) {
        if (failure == null || isAnswer(failure)) {
            answered.add(work.party());
        }
    }

    /** Whether only the system itself can have said this; other failures may come from whatever has its address. */
    private static boolean isAnswer(SyncException failure) {
        return failure instanceof RejectedException || Failures.concernsAllCalls(failure);
    }
}
