package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.api.filter.Condition;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Records of a seed, a person who may read some of them, and two engines: one has stored all, the other what the person may read.
 *
 * <p>Texts have as many words each, so that a search for one word ranks them by how often they have it; how common a word is counts the
 * same for all.
 */
final class ReadableWorld implements RecordAccess, AutoCloseable {

    static final List<ModelName> MODELS = List.of(ModelName.of("note"), ModelName.of("order"), ModelName.of("salary"));
    static final List<String> WORDS = List.of("pump", "valve", "crane", "fuse", "paint");

    private static final String SOURCE = "memory:world";
    private static final List<String> FIELDS = List.of("city", "grade", "bonus");
    private static final int RECORDS = 40;
    private static final int TEXT = 4;

    private final Random random;
    private final Map<ModelName, Map<RecordId, Map<String, FieldValue>>> records = new LinkedHashMap<>();
    private final Map<ModelName, Set<RecordId>> readable = new HashMap<>();
    private final Set<ModelName> denied = new HashSet<>();
    private final List<SyncEngine> engines = new ArrayList<>();
    private final SyncEngine complete;
    private final SyncEngine restricted;

    ReadableWorld(Random random) {
        this.random = random;
        MODELS.forEach(this::fill);
        complete = engine((model, id) -> true);
        restricted = engine((model, id) -> readable.get(model).contains(id));
    }

    /** A field may be of hidden records only, a model may be denied, and nearly everything or nearly nothing be readable. */
    private void fill(ModelName model) {
        double share = List.of(0.0, 0.1, 0.5, 0.9).get(random.nextInt(4));
        String hidden = FIELDS.get(random.nextInt(FIELDS.size()));
        Map<RecordId, Map<String, FieldValue>> rows = new LinkedHashMap<>();
        readable.put(model, new HashSet<>());
        for (long id = 1; id <= random.nextInt(RECORDS); id++) {
            boolean mayRead = random.nextDouble() < share;
            Map<String, FieldValue> fields = new HashMap<>();
            fields.put("name", new FieldValue.Text(text()));
            FIELDS.stream()
                    .filter(field -> (!mayRead || !field.equals(hidden)) && random.nextInt(3) > 0)
                    .forEach(field -> fields.put(field, value(field)));
            rows.put(RecordId.of(id), fields);
            if (mayRead) {
                readable.get(model).add(RecordId.of(id));
            }
        }
        records.put(model, rows);
        if (share == 0 && random.nextBoolean()) {
            denied.add(model);
        }
    }

    private String text() {
        return IntStream.range(0, TEXT).mapToObj(i -> word(random)).collect(Collectors.joining(" "));
    }

    static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private FieldValue value(String field) {
        return field.equals("city")
                ? new FieldValue.Text(random.nextBoolean() ? "Graz" : "Wien")
                : new FieldValue.Whole(random.nextInt(5));
    }

    private SyncEngine engine(BiPredicate<ModelName, RecordId> isStored) {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-30T08:00:00Z"));
        var builder = InMemoryRecordSource.builder().name(SOURCE).clock(clock);
        MODELS.forEach(model -> builder.model(
                model,
                new FieldDescription("name", "Name", FieldType.TEXT),
                new FieldDescription("city", "City", FieldType.TEXT),
                new FieldDescription("grade", "Grade", FieldType.WHOLE),
                new FieldDescription("bonus", "Bonus", FieldType.WHOLE)));
        InMemoryRecordSource source = builder.build();
        records.forEach((model, rows) -> rows.forEach((id, fields) -> {
            if (isStored.test(model, id)) {
                source.put(model, id, fields);
            }
        }));
        InMemoryVectorSink sink = new InMemoryVectorSink();
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
        var syncing = builder(source, sink, metadata);
        MODELS.forEach(model -> syncing.model(
                model.value(),
                ModelSettings.builder()
                        .addFields("name")
                        .addPayload("city", "grade", "bonus")
                        .build()));
        SyncEngine filling = syncing.build();
        engines.add(filling);
        MODELS.forEach(model -> assertThat(
                        filling.sync(SyncRequest.builder().model(model).build()).success())
                .isTrue());
        // one that searches need not know which fields the payload is configured to have
        SyncEngine searching = builder(source, sink, metadata).build();
        engines.add(searching);
        return searching;
    }

    private static SyncEngineBuilder builder(
            InMemoryRecordSource source, InMemoryVectorSink sink, InMemoryMetadataStore metadata) {
        return SyncEngine.builder()
                .source(source)
                .embedder(InMemoryEmbedder.builder().dimension(8).build())
                .sink(sink)
                .metadata(metadata);
    }

    /** The engine that has stored everything. */
    SyncEngine complete() {
        return complete;
    }

    /** The engine that has stored what the person may read. */
    SyncEngine restricted() {
        return restricted;
    }

    static Condition condition(Random random, int levels) {
        if (levels > 1 && random.nextInt(2) == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> condition(random, levels - 1).negate();
                case 1 -> condition(random, levels - 1).and(condition(random, levels - 1));
                default -> condition(random, levels - 1).or(condition(random, levels - 1));
            };
        }
        return switch (random.nextInt(5)) {
            case 0 -> Condition.equal("typo", 1);
            case 1 -> Condition.exists(FIELDS.get(random.nextInt(FIELDS.size())));
            case 2 -> Condition.equal("city", random.nextBoolean() ? "Graz" : "Wien");
            case 3 -> Condition.equal("bonus", random.nextInt(5));
            default -> Condition.less("grade", random.nextInt(6));
        };
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public Set<RecordId> readable(ModelName model, Collection<RecordId> ids) {
        assertThat(ids).as("ids of one question").hasSizeLessThanOrEqualTo(500);
        if (denied.contains(model)) {
            throw new SetupException("This person may not read " + model);
        }
        Set<RecordId> found = new HashSet<>(ids);
        found.retainAll(readable.get(model));
        return found;
    }

    @Override
    public void close() {
        engines.forEach(SyncEngine::close);
    }
}
