package io.syncline.core.internal.quota;

import io.syncline.core.internal.runtime.EventLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clients that wait for a permit, the one that was served least first (start-time fair queueing). Guarded by the
 * {@link EmbedAdmission}.
 */
final class AdmissionQueue {

    private static final Comparator<AdmissionClient> LEAST_SERVED =
            Comparator.comparingDouble(AdmissionClient::served).thenComparingLong(AdmissionClient::number);

    private final List<AdmissionClient> waiting = new ArrayList<>();
    private double virtualTime;

    boolean contains(AdmissionClient client) {
        return waiting.contains(client);
    }

    /** Enters a client unless it waits already. */
    void enter(AdmissionClient client) {
        if (!waiting.contains(client)) {
            client.enter(virtualTime);
            waiting.add(client);
        }
    }

    void serve(AdmissionClient client, double amount) {
        virtualTime = client.served();
        client.serve(amount);
    }

    boolean remove(AdmissionClient client) {
        return waiting.remove(client);
    }

    boolean removeAll(EventLoop loop) {
        return waiting.removeIf(client -> client.loop().equals(loop));
    }

    @Nullable AdmissionClient head() {
        return waiting.stream().min(LEAST_SERVED).orElse(null);
    }

    void wakeHead() {
        AdmissionClient head = head();
        if (head != null) {
            head.wakeNow();
        }
    }

    void wakeAll() {
        waiting.forEach(AdmissionClient::wakeNow);
    }
}
