package io.syncline.qdrant;

import com.google.common.util.concurrent.ListenableFuture;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Whether anything is there that could keep points out that are about to be written. The server answers that from its
 * indexes, so that it costs much less than to read the points.
 */
final class Rivals {

    /** Nobody has asked. */
    static final Rivals POSSIBLE = new Rivals(() -> true);

    private final BooleanSupplier answer;

    private Rivals(BooleanSupplier answer) {
        this.answer = answer;
    }

    /** Asks, unless there are more points than one filter may name. */
    static Rivals ask(Connection connection, Target target, Guard guard, List<UUID> ids) {
        if (ids.size() > target.idsPerFilter()) {
            return POSSIBLE;
        }
        ListenableFuture<CountResponse> count = connection
                .points()
                .count(CountPoints.newBuilder()
                        .setCollectionName(target.collection())
                        .setFilter(guard.rivals(ids))
                        .setExact(true)
                        .build());
        Call call = Call.read("look for other writers of " + ids.size() + " points in " + target.collection());
        return new Rivals(() -> connection.await(call, count).getResult().getCount() > 0);
    }

    /** Waits for the answer. */
    boolean await() {
        return answer.getAsBoolean();
    }
}
