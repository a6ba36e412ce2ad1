package io.syncline.enginetests.virtualtime;

import io.syncline.api.FailedRecord;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.SyncListener;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.port.Ports;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.text.Document;
import io.syncline.testkit.memory.StoredPoint;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The expected and the actual content of the stores, read without the engine. */
final class SimExpectations {

    /** What a document is made of: the settings, and a text that its serial names, in a team. */
    private record Content(int deployment, String serial, String team) {}

    private final SimWorld world;
    private final SimRoute route;
    private final Map<Integer, SyncPlan> plans = new HashMap<>();
    private final Map<Content, Document> documents = new HashMap<>();

    SimExpectations(SimWorld world, SimRoute route) {
        this.world = world;
        this.route = route;
    }

    @Nullable RecordStamp stamp(RecordId id) {
        return route.sink.collection.stamp(route.key(), id).orElse(null);
    }

    Map<RecordId, RecordStamp> stamps(Collection<RecordId> ids) {
        Map<RecordId, RecordStamp> stamps = new HashMap<>();
        ids.forEach(id -> route.sink.collection.stamp(route.key(), id).ifPresent(stamp -> stamps.put(id, stamp)));
        return stamps;
    }

    /** The quarantine that a record is in. */
    Optional<Quarantine> quarantine(RecordId id) {
        return Optional.ofNullable(stamp(id)).flatMap(RecordStamp::quarantine);
    }

    Set<RecordId> stored() {
        return new TreeSet<>(route.sink.collection.stamps(route.key()).keySet());
    }

    Set<RecordId> failed() {
        return failed(failure -> true);
    }

    /** Those that were certainly not stored; a write whose answer was lost may have been applied. */
    Set<RecordId> certainlyFailed() {
        return failed(failure -> !failure.reason().contains(SimNetwork.LOST));
    }

    private Set<RecordId> failed(Predicate<FailedRecord> which) {
        return route.store.memory.failures(route.stateKey(), Cursor.START, 1000).stream()
                .filter(which)
                .map(FailedRecord::id)
                .collect(Collectors.toSet());
    }

    boolean isPoisoned(String text) {
        return world.network.isPoisonous()
                && world.profile.poison > 0
                && (text.contains(SimNetwork.EMBEDDER_POISON) || text.contains(SimNetwork.SINK_POISON));
    }

    /** Whether the sink holds a record's current text, made with the settings of a deployment. */
    boolean isCurrent(RecordId id, String text, int deployment) {
        RecordStamp stamp = stamp(id);
        return stamp != null && isMadeOf(stamp, text, deployment);
    }

    /** Whether it holds that text and no chunk of an earlier one. */
    boolean isExact(RecordId id, String text, int deployment) {
        RecordStamp stamp = stamp(id);
        return stamp != null && isExact(stamp) && isMadeOf(stamp, text, deployment);
    }

    /** Whether a record has no chunk beyond those of its document. */
    static boolean isExact(RecordStamp stamp) {
        return stamp.storedChunks() == stamp.chunkCount();
    }

    /** Whether a stamp is of a whole document, with all fields, and of the settings of a deployment. */
    boolean isMadeBy(RecordStamp stamp, int deployment) {
        return stamp.intact() && stamp.fingerprint().equals(plan(deployment).pointFingerprint());
    }

    /** Whether a stamp is that of a text; only the beginning of the text need be given. */
    boolean isMadeOf(RecordStamp stamp, String text, int deployment) {
        return isMadeBy(stamp, deployment)
                && stamp.contentHash()
                        .equals(document(stamp.id(), text, deployment).contentHash());
    }

    /** The age of the sink's content by record, see {@link #order}. */
    Map<RecordId, Long> orders() {
        Map<RecordId, Long> orders = new HashMap<>();
        for (StoredPoint point : route.sink.collection.points(route.key())) {
            if (point.chunkIndex() == 0) {
                orders.put(point.record(), order(point.text()));
            }
        }
        return orders;
    }

    /** The number of the commit that a text, or the beginning of one, became visible with. */
    long order(String text) {
        return route.users.order(serial(text));
    }

    /** The number of the record whose text begins with a chunk. */
    static Optional<Long> number(String chunk) {
        String serial = serial(chunk);
        return serial.isEmpty()
                ? Optional.empty()
                : Optional.of(Long.parseLong(serial.substring(1, serial.indexOf('s'))));
    }

    /** The first word of the form {@code r12s345}; an empty one if there is none. By hand: a history asks often. */
    static String serial(String text) {
        for (int start = text.indexOf('r'); start >= 0; start = text.indexOf('r', start + 1)) {
            int middle = endOfDigits(text, start + 1);
            if (middle > start + 1 && middle < text.length() && text.charAt(middle) == 's') {
                int end = endOfDigits(text, middle + 1);
                if (end > middle + 1) {
                    return text.substring(start, end);
                }
            }
        }
        return "";
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private Document document(RecordId id, String text, int deployment) {
        String serial = serial(text);
        return documents.computeIfAbsent(
                new Content(deployment % 2, serial, route.users.team(serial)),
                key -> plan(deployment)
                        .document(new SourceRecord(id, 0, route.users.fields(route.users.text(serial)))));
    }

    private SyncPlan plan(int deployment) {
        return plans.computeIfAbsent(deployment % 2, key -> {
            Ports ports = new Ports(route.users.source(), world.embedder, route.sink.memory, route.store.memory);
            EngineContext engine = new EngineContext(
                    ports,
                    world.profile.settings(),
                    world.models(key),
                    new SafeListener(SyncListener.NONE),
                    world.random);
            return Preparation.describe(engine, SimUsers.MODEL, true);
        });
    }
}
