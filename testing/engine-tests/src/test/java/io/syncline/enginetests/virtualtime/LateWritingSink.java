package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.testkit.forward.ForwardingVectorSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A sink some of whose writes arrive later than their callers wait. */
final class LateWritingSink extends ForwardingVectorSink {

    private final VirtualEngine engine;
    private final Random random;
    /** When the write was sent that a record's points are of. */
    private final Map<RecordId, Long> stored = new HashMap<>();
    /** Records whose last write arrived late. One that was found unchanged meanwhile is not protected from it. */
    private final Set<RecordId> late = new HashSet<>();

    private final List<String> violations = new ArrayList<>();
    private long sent;
    boolean mayBeLate;

    LateWritingSink(VirtualEngine engine, Random random) {
        super(engine.points);
        this.engine = engine;
        this.random = random;
    }

    boolean excuses(RecordId id) {
        return late.contains(id);
    }

    List<String> violations() {
        return violations;
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        long number = ++sent;
        if (mayBeLate && random.nextInt(6) == 0) {
            engine.time.after(
                    Duration.ofMillis(random.nextInt(60_000)),
                    () -> documents.forEach(document -> arrive(key, epoch, document, number)));
            throw new UnknownOutcomeException("No answer within the time limit", null);
        }
        super.upsert(key, epoch, documents);
        documents.forEach(document -> {
            stored.put(document.id(), number);
            late.remove(document.id());
        });
    }

    private void arrive(ModelKey key, long epoch, EmbeddedDocument document, long number) {
        Optional<String> before = hash(key, document.id());
        try {
            super.upsert(key, epoch, List.of(document));
        } catch (LostRaceException refused) {
            return;
        }
        if (hash(key, document.id()).equals(before)) {
            return;
        }
        if (stored.getOrDefault(document.id(), 0L) > number) {
            violations.add("a late write replaced a later one of record " + document.id());
        }
        stored.put(document.id(), number);
        late.add(document.id());
    }

    private Optional<String> hash(ModelKey key, RecordId id) {
        return Optional.ofNullable(engine.points.stamps(key, List.of(id)).get(id))
                .map(RecordStamp::contentHash);
    }
}
