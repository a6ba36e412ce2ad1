package io.syncline.core.internal.quota;

import io.syncline.core.internal.budget.SharedQuota;

/**
 * The permission to send one request. Its holder reports the outcome to the {@link EmbedAdmission} exactly once.
 *
 * @param client who sends
 * @param counted tokens of the request by the embedder's count
 * @param issuedAt when the permit was issued
 * @param reservations what it reserved of the quotas
 */
public record Permit(AdmissionClient client, long counted, long issuedAt, Reservations reservations) {

    /** What a request reserved of the local and of the shared quota. */
    record Reservations(EmbedQuota.Reservation own, SharedQuota.Reservation shared) {

        void settle(long requests, long tokens) {
            own.settle(requests, tokens);
            shared.settle(requests, tokens);
        }

        /** Returns how long until a retry is worthwhile; {@link Long#MAX_VALUE} if that is unknown. */
        long rateLimited() {
            shared.settle(0, 0);
            return own.rateLimited();
        }
    }
}
