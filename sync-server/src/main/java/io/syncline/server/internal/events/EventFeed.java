package io.syncline.server.internal.events;

import io.syncline.api.failure.SyncException;
import io.syncline.server.internal.api.ModelsView;
import io.syncline.server.internal.api.UsageView;
import io.syncline.server.internal.http.Answers;
import io.syncline.server.internal.view.View;
import io.syncline.server.served.Served;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all listeners are told: each model as it is now. It is made once a second at most, however many listen, and never while nobody
 * does. Thread-safe.
 */
public final class EventFeed {

    private static final long NANOS_BETWEEN = 900_000_000L;

    /** Names that no model has. */
    private static final String OF_USAGE = "";

    private static final String OF_SERVICE = " ";

    private final Supplier<Served> served;
    private final LongSupplier nanos;
    private Map<String, Event> events = Map.of();
    private long madeAt;
    private boolean made;

    /**
     * An event.
     *
     * @param comparable what it says, without what changes by itself with time
     * @param text its lines
     */
    record Event(Object comparable, String text) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Event event && comparable.equals(event.comparable);
        }

        @Override
        public int hashCode() {
            return Objects.hash(comparable);
        }
    }

    /**
     * A feed.
     *
     * @param served what is served now
     * @param nanos nanoseconds since any fixed point
     */
    public EventFeed(Supplier<Served> served, LongSupplier nanos) {
        this.served = served;
        this.nanos = nanos;
    }

    /** The latest events, by model; those of the usage and the service under names that no model has. */
    synchronized Map<String, Event> latest() {
        long now = nanos.getAsLong();
        if (!made || now - madeAt > NANOS_BETWEEN) {
            events = make();
            madeAt = now;
            made = true;
        }
        return events;
    }

    /** If the stores cannot be read now, nothing has changed for those who listen. */
    private Map<String, Event> make() {
        try {
            Served now = served.get();
            Map<String, Event> all = new LinkedHashMap<>();
            for (View model : new ModelsView(now).all()) {
                all.put(
                        String.valueOf(model.members().get("model_name")),
                        new Event(ModelsView.withoutAges(model), event("model", model)));
            }
            View usage = UsageView.of(now.usage());
            all.put(OF_USAGE, new Event(usage.toString(), event("usage", usage)));
            View service = new View().with("signals_problem", now.service().signalsProblem());
            all.put(OF_SERVICE, new Event(service.toString(), event("service", service)));
            return all;
        } catch (SyncException unreadable) {
            return events;
        }
    }

    private static String event(String name, View data) {
        return "event: " + name + "\ndata: " + Answers.json(data) + "\n\n";
    }
}
