package io.syncline.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.syncline.api.ActiveRun;
import io.syncline.api.Difference;
import io.syncline.api.HitRanks;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RestrictedField;
import io.syncline.api.RestrictionReason;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.SearchHit;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import io.syncline.api.VerifyReport;
import io.syncline.api.failure.SyncException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonFormTest {

    private static final ModelName PARTNERS = ModelName.of("res.partner");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    /** Accessors whose member has a name of its own; most are in snake case, with their unit. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            entry("model", "model_name"),
            entry("id", "record_id"),
            entry("cost", "cost_usd"),
            entry("ranks", "meaning_rank"),
            entry("leftOutFields", "left_out"),
            entry("lastSync", "last_sync_timestamp"),
            entry("ModelStatus.lastDuration", "sync_duration_ms"),
            entry("ModelStatus.failedRecords", "records_failed"),
            entry("ModelStatus.touchedRecords", "records_touched"),
            entry("ActiveRun.done", "records_done"),
            entry("ActiveRun.total", "records_total"),
            entry("RunProgress.total", "records_total"),
            entry("RunProgress.fetched", "records_fetched"),
            entry("RunProgress.processed", "records_done"),
            entry("RunProgress.embedded", "records_embedded"),
            entry("RunProgress.failed", "records_failed"),
            entry("RunProgress.texts", "texts_embedded"),
            entry("RunPause.name", "waiting_for"));

    /** Accessors without a member: the exception of a program, the model around a run, and a sentence for people. */
    private static final Set<String> UNWRITTEN = Set.of(
            "SyncReport.failure",
            "CleanupReport.failure",
            "VerifyReport.failure",
            "ActiveRun.model",
            "RunPause.describe");

    @Test
    void reportShouldHaveTheNamesOfThePlan() {
        SyncReport report = SyncReport.builder()
                .model(PARTNERS)
                .outcome(RunOutcome.COMPLETED_WITH_FAILURES)
                .syncType(SyncType.INCREMENTAL)
                .recordsEmbedded(7)
                .recordsFailed(1)
                .cost(new BigDecimal("0.0012"))
                .duration(Duration.ofMillis(1500))
                .watermark(NOON)
                .errors(List.of("res.partner 4: too long"))
                .restrictedFields(List.of(new RestrictedField("salary", RestrictionReason.SECURITY_RESTRICTION)))
                .build();

        assertThat(JsonForm.SYNC_REPORT.of(report))
                .contains(
                        entry("success", true),
                        entry("outcome", "completed_with_failures"),
                        entry("model_name", "res.partner"),
                        entry("sync_type", "incremental"),
                        entry("records_processed", 8L),
                        entry("records_embedded", 7L),
                        entry("records_failed", 1L),
                        entry("cost_usd", new BigDecimal("0.0012")),
                        entry("watermark", "2026-01-31T12:00:00Z"),
                        entry("duration_ms", 1500L),
                        entry("errors", List.of("res.partner 4: too long")),
                        entry("blocked_by", null));
    }

    @Test
    void valueWithinAValueShouldBeInItsOwnForm() {
        ActiveRun run = ActiveRun.builder()
                .model(PARTNERS)
                .kind(RunKind.CLEANUP)
                .owner("host/1")
                .startedAt(NOON)
                .done(5)
                .total(10)
                .build();
        VerifyReport report = VerifyReport.builder()
                .model(PARTNERS)
                .outcome(RunOutcome.REFUSED_IN_PROGRESS)
                .blockedBy(run)
                .putDifferences(Difference.Kind.SURPLUS_CHUNKS, 2L)
                .addExamples(new Difference(RecordId.of("SO-7"), Difference.Kind.SURPLUS_CHUNKS))
                .build();

        assertThat(JsonForm.VERIFY_REPORT.of(report))
                .contains(
                        entry("blocked_by", JsonForm.ACTIVE_RUN.of(run)),
                        entry("differences", Map.of("surplus_chunks", 2L)),
                        entry("examples", List.of(Map.of("record_id", "SO-7", "kind", "surplus_chunks"))));
        assertThat(JsonForm.ACTIVE_RUN.of(run)).contains(entry("percent", 50), entry("kind", "cleanup"));
    }

    @Test
    void hitShouldHaveItsIdAndPayloadAsTheyAre() {
        SearchHit hit = new SearchHit(
                PARTNERS,
                RecordId.of(7),
                0.5,
                "text",
                2,
                Map.of("Status", List.of("a", "B"), "n", 1L),
                new HitRanks(OptionalInt.empty(), OptionalInt.of(3)));

        assertThat(JsonForm.SEARCH_HIT.of(hit))
                .contains(
                        entry("record_id", 7L),
                        entry("meaning_rank", null),
                        entry("word_rank", 3),
                        entry("payload", Map.of("Status", List.of("a", "B"), "n", 1L)));
    }

    @Test
    void eachAttributeShouldBeWritten() {
        Set<String> forgotten = new TreeSet<>();
        for (JsonForm<?> form : JsonForm.all()) {
            Set<String> members = members(form);
            accessors(form.type())
                    .filter(accessor -> !UNWRITTEN.contains(accessor))
                    .filter(accessor -> !members.contains(name(accessor)) && !members.contains(name(accessor) + "_ms"))
                    .forEach(forgotten::add);
        }
        assertThat(forgotten).as("attributes that no program shows").isEmpty();
    }

    @Test
    void memberShouldBeAValueThatAnyLibraryWrites() {
        for (JsonForm<?> form : JsonForm.all()) {
            assertPlain(form.type().getSimpleName(), sample(form));
        }
    }

    private static void assertPlain(String where, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> assertPlain(where + "." + name, member));
        } else if (value instanceof Collection<?> list) {
            list.forEach(item -> assertPlain(where + "[]", item));
        } else if (value != null) {
            assertThat(value).as(where).isInstanceOfAny(String.class, Number.class, Boolean.class);
        }
    }

    private static Stream<String> accessors(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getParameterCount() == 0
                        && !Set.of("toString", "hashCode", "equals").contains(method.getName()))
                .map(method -> type.getSimpleName() + "." + method.getName());
    }

    private static String name(String accessor) {
        String simple = accessor.substring(accessor.indexOf('.') + 1);
        String snake = simple.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        return NAMES.getOrDefault(accessor, NAMES.getOrDefault(simple, snake));
    }

    private static Set<String> members(JsonForm<?> form) {
        return sample(form).keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private static <T> Map<String, Object> sample(JsonForm<T> form) {
        return form.of(form.type().cast(Samples.of(form.type())));
    }

    /** Values of any type, made of values of the types of their attributes. */
    private static final class Samples {

        static Object of(Class<?> type) {
            if (type.isRecord()) {
                return record(type);
            }
            if (type.isInterface()) {
                return Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> value(method));
            }
            return scalar(type);
        }

        private static Object record(Class<?> type) {
            try {
                Object[] parts = Arrays.stream(type.getRecordComponents())
                        .map(part -> value(part.getAccessor()))
                        .toArray();
                Class<?>[] types = Arrays.stream(type.getRecordComponents())
                        .map(part -> part.getType())
                        .toArray(Class<?>[]::new);
                var constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor.newInstance(parts);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(type.getName(), e);
            }
        }

        private static Object value(Method accessor) {
            Class<?> type = accessor.getReturnType();
            if (type == Optional.class) {
                return Optional.of(argument(accessor));
            }
            if (type == List.class) {
                return List.of(argument(accessor));
            }
            if (type == Map.class) {
                return Map.of();
            }
            return of(type);
        }

        private static Object argument(Method accessor) {
            var type = (ParameterizedType) accessor.getGenericReturnType();
            return of((Class<?>) type.getActualTypeArguments()[0]);
        }

        private static Object scalar(Class<?> type) {
            if (type.isEnum()) {
                return Arrays.asList(type.getEnumConstants()).iterator().next();
            }
            Map<Class<?>, Object> values = Map.ofEntries(
                    entry(String.class, "text"),
                    entry(long.class, 3L),
                    entry(int.class, 2),
                    entry(double.class, 0.5),
                    entry(boolean.class, true),
                    entry(ModelName.class, PARTNERS),
                    entry(RecordId.class, RecordId.of(7)),
                    entry(Instant.class, NOON),
                    entry(Duration.class, Duration.ofSeconds(2)),
                    entry(BigDecimal.class, BigDecimal.ONE),
                    entry(OptionalInt.class, OptionalInt.of(1)),
                    entry(OptionalLong.class, OptionalLong.of(1)),
                    entry(SyncException.class, Optional.empty()));
            return Objects.requireNonNull(values.get(type), () -> "no sample of " + type);
        }
    }
}
