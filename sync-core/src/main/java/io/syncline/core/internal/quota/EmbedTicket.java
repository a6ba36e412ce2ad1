package io.syncline.core.internal.quota;

import io.syncline.api.failure.SyncException;

/**
 * A request that was let in; exactly one of {@link #succeeded}, {@link #refused} and {@link #failed} ends it.
 *
 * @param gate who let it in
 * @param lane whose it is
 * @param counted its tokens by the embedder's count
 * @param startedAt when it was let in
 * @param reservation what it took of the quota
 */
public record EmbedTicket(
        EmbedGate gate, EmbedLane lane, long counted, long startedAt, LearnedQuota.Reservation reservation) {

    public void succeeded(long reported) {
        gate.succeeded(this, reported);
    }

    public void refused() {
        gate.refused(this);
    }

    public void failed(SyncException failure) {
        gate.failed(this, failure);
    }
}
