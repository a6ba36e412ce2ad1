package io.syncline.cli.config;

import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.FingerprintChange;
import io.syncline.core.settings.RetrySettings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The keys of the {@code engine} section: each setting of the engine under its name with hyphens. */
final class EngineKeys {

    private static final String RETRY = "retry";

    private static final Map<String, BiConsumer<EngineSettings.Builder, Value>> KEYS = keys();
    private static final Map<String, BiConsumer<RetrySettings.Builder, Value>> RETRY_KEYS = Map.of(
            "first-wait", (builder, value) -> builder.firstWait(value.duration()),
            "longest-wait", (builder, value) -> builder.longestWait(value.duration()),
            "give-up-after", (builder, value) -> builder.giveUpAfter(value.duration()));

    private EngineKeys() {}

    private static Map<String, BiConsumer<EngineSettings.Builder, Value>> keys() {
        Map<String, BiConsumer<EngineSettings.Builder, Value>> keys = new LinkedHashMap<>();
        keys.put("fetch-batch-size", (builder, value) -> builder.fetchBatchSize(value.number()));
        keys.put("fetch-concurrency", (builder, value) -> builder.fetchConcurrency(value.number()));
        keys.put("embed-batch-size", (builder, value) -> builder.embedBatchSize(value.number()));
        keys.put("write-batch-size", (builder, value) -> builder.writeBatchSize(value.number()));
        keys.put("prepare-concurrency", (builder, value) -> builder.prepareConcurrency(value.number()));
        keys.put("embed-concurrency", (builder, value) -> builder.embedConcurrency(value.number()));
        keys.put("shared-budget", (builder, value) -> builder.sharedBudget(value.text()));
        keys.put("write-concurrency", (builder, value) -> builder.writeConcurrency(value.number()));
        keys.put("memory-budget", (builder, value) -> builder.memoryBudget(value.bytes()));
        keys.put("overlap", (builder, value) -> builder.overlap(value.duration()));
        keys.put("lease-ttl", (builder, value) -> builder.leaseTtl(value.duration()));
        keys.put("checkpoint-interval", (builder, value) -> builder.checkpointInterval(value.duration()));
        keys.put("chunk-tokens", (builder, value) -> builder.chunkTokens(value.number()));
        keys.put("chunk-overlap-tokens", (builder, value) -> builder.chunkOverlapTokens(value.number()));
        keys.put("error-budget", (builder, value) -> builder.errorBudget(value.number()));
        keys.put("error-share", (builder, value) -> builder.errorShare(value.decimal()));
        keys.put(
                "on-fingerprint-change",
                (builder, value) -> builder.onFingerprintChange(value.choice(FingerprintChange.class)));
        return keys;
    }

    static Set<String> names() {
        Set<String> names = new TreeSet<>(KEYS.keySet());
        names.add(RETRY);
        return names;
    }

    static Set<String> retryNames() {
        return RETRY_KEYS.keySet();
    }

    static EngineSettings read(Section section) {
        section.allow(names());
        EngineSettings.Builder builder = EngineSettings.builder();
        KEYS.forEach((name, setter) -> section.optional(name).ifPresent(value -> setter.accept(builder, value)));
        if (section.has(RETRY)) {
            builder.retry(retry(section.section(RETRY)));
        }
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw outOfRange(section, message(e));
        }
    }

    private static RetrySettings retry(Section section) {
        section.allow(retryNames());
        RetrySettings.Builder builder = RetrySettings.builder();
        RETRY_KEYS.forEach((name, setter) -> section.optional(name).ifPresent(value -> setter.accept(builder, value)));
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw section.failure("'" + section.path() + "': " + message(e));
        }
    }

    /** The engine names a setting by its method, which is where the key is found. */
    private static ConfigException outOfRange(Section section, String message) {
        String method = message.split(" ", 2)[0];
        String key = hyphened(method);
        return section.failure(key, "'" + section.qualified(key) + "'" + message.substring(method.length()));
    }

    private static String message(IllegalArgumentException failure) {
        return String.valueOf(failure.getMessage());
    }

    static String hyphened(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
