package io.syncline.core.internal.pipeline;

import io.syncline.core.internal.quota.Permit;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Work;
import java.time.Duration;

/** How long the embedder may fail, or leave a first request unanswered. Confined to the loop. */
final class EmbedDeadlines {

    /** A first request may take so long even where nothing is retried. */
    private static final Duration LEAST_WAIT = Duration.ofSeconds(20);

    private final RunContext run;

    EmbedDeadlines(RunContext run) {
        this.run = run;
    }

    /** How long a response is waited for if the service has never responded: two thirds of the time that it has for the first. */
    Duration firstAnswer() {
        return longer(firstAnswerWithin().multipliedBy(2).dividedBy(3), LEAST_WAIT);
    }

    /** The same for the control, which has the rest of that time. */
    Duration firstControl() {
        return longer(firstAnswerWithin().dividedBy(3), LEAST_WAIT.dividedBy(2));
    }

    private Duration firstAnswerWithin() {
        return run.settings().retry().firstAnswerWithin();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Whether the service has never responded, and has left this request unanswered for all the time that it had. */
    boolean isUnanswered(Permit permit) {
        return !run.retrier().hasAnswered(Work.EMBED)
                && run.loop().nanoTime() - permit.issuedAt() >= firstAnswer().toNanos();
    }

    /**
     * Whether a batch that failed, and was not refused, has done so for as long as the settings allow; if the service has never
     * responded, the time of its first request counts too.
     */
    boolean isOver(EmbedBatch batch) {
        long since = run.retrier().hasAnswered(Work.EMBED)
                ? Math.max(batch.firstFailedAt(), run.gate().lastResponseAt())
                : batch.firstSentAt();
        return isOver(since);
    }

    /** Whether what has failed since a time has done so for as long as the settings allow. */
    boolean isOver(long failingSince) {
        return run.loop().nanoTime() - failingSince >= giveUpAfter();
    }

    /** Whether a batch has been refused for its rate for so long that its texts may be the cause. */
    boolean isRateLimitOver(EmbedBatch batch) {
        return batch.isRateLimitedFor(giveUpAfter(), run.loop().nanoTime());
    }

    /** Whether a batch that is refused for its rate is still retried in isolation: a quota of a minute may yet have room. */
    boolean isRateLimitPending(IsolatedRetry isolated, EmbedBatch batch) {
        return isolated.isWithin(giveUpAfter() / 4, batch, run.loop().nanoTime());
    }

    private long giveUpAfter() {
        return run.retrier().giveUpAfter(Work.EMBED).toNanos();
    }
}
