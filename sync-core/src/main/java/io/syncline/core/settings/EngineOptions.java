package io.syncline.core.settings;

import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.ConfiguredAdapter;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings of the engine and of models, declared for configurations. */
public final class EngineOptions {

    private static final OptionSet<RetrySettings.Builder> RETRY = OptionSet.of(RetrySettings::builder)
            .with(
                    Option.duration("first-wait", "bound of the first wait before a retry; it doubles with each")
                            .range("positive, at most 1d")
                            .defaultValue("500ms"),
                    RetrySettings.Builder::firstWait)
            .with(
                    Option.duration("longest-wait", "largest bound of a wait")
                            .range("`first-wait` to 1d")
                            .defaultValue("30s"),
                    RetrySettings.Builder::longestWait)
            .with(
                    Option.duration(
                                    "give-up-after",
                                    "how long one call is retried before the run stops, resumably; `0` for no retry")
                            .range("at most 3653d")
                            .defaultValue("10m"),
                    RetrySettings.Builder::giveUpAfter)
            .with(
                    Option.duration(
                                    "first-answer-within",
                                    "how long a system is retried that has not answered since the process started, if that is less than `give-up-after`; its address may be wrong")
                            .range("at most 3653d")
                            .defaultValue("45s"),
                    RetrySettings.Builder::firstAnswerWithin);

    private static final OptionSet<ModelSettings.Builder> MODEL = OptionSet.of(ModelSettings::builder)
            .with(
                    Option.texts(
                                    "fields",
                                    "technical names in reading order; one line of label and value each, empty values left out")
                            .defaultText("the source's choice"),
                    ModelSettings.Builder::addAllFields)
            .with(
                    Option.verbatim(
                                    "template",
                                    "the text, with `{field}` where a value belongs, `{\"unit price\"}` if the name has spaces; a line whose values are all empty is left out. Not together with `fields`")
                            .defaultText("one line per field"),
                    ModelSettings.Builder::template)
            .with(
                    Option.texts(
                                    "payload",
                                    "technical names of fields that are stored with each point, to filter by; replaces the source's choice")
                            .defaultText("the source's choice; none with `fields` or `template`"),
                    ModelSettings.Builder::addAllPayload);

    private EngineOptions() {}

    /** The options of the engine. */
    public static OptionSet<EngineSettings.Builder> engine() {
        return run(calls(OptionSet.of(EngineSettings::builder)));
    }

    private static OptionSet<EngineSettings.Builder> calls(OptionSet<EngineSettings.Builder> options) {
        return options.with(
                        Option.number("fetch-batch-size", "records per call to the source")
                                .range("1 to 1000")
                                .defaultValue("500")
                                .common(),
                        EngineSettings.Builder::fetchBatchSize)
                .with(
                        Option.number(
                                        "fetch-concurrency",
                                        "concurrent calls to the source; more help if its latency is high")
                                .range("1 to 16")
                                .defaultValue("2")
                                .common(),
                        EngineSettings.Builder::fetchConcurrency)
                .with(
                        Option.number(
                                        "embed-batch-size",
                                        "texts per call to the embedder, unless its own limits are lower")
                                .range("1 to 10000000")
                                .defaultValue("50")
                                .common(),
                        EngineSettings.Builder::embedBatchSize)
                .with(
                        Option.number("write-batch-size", "records per call to the sink")
                                .range("1 to 1000")
                                .defaultValue("500")
                                .common(),
                        EngineSettings.Builder::writeBatchSize)
                .with(
                        Option.number("prepare-concurrency", "pages turned into text concurrently")
                                .range("1 to 1024")
                                .defaultText("one per processor")
                                .example("2"),
                        EngineSettings.Builder::prepareConcurrency)
                .with(
                        Option.number("embed-concurrency", "concurrent calls to the embedder")
                                .range("1 to 1024")
                                .defaultText("what the embedder asks for")
                                .example("4"),
                        EngineSettings.Builder::embedConcurrency)
                .with(
                        Option.text(
                                        "shared-budget",
                                        "name of a budget in `state` through which processes [share one quota](operating.md#one-account-several-processes): lower-case letters, digits, hyphens and underscores")
                                .example("my-account"),
                        EngineSettings.Builder::sharedBudget)
                .with(
                        Option.number("write-concurrency", "concurrent writing calls to the sink")
                                .range("1 to 1024")
                                .defaultValue("4")
                                .common(),
                        EngineSettings.Builder::writeConcurrency);
    }

    private static OptionSet<EngineSettings.Builder> run(OptionSet<EngineSettings.Builder> options) {
        return options.with(
                        Option.bytes("memory-budget", "estimated memory that records in flight may take")
                                .range("1MiB to 1048576GiB")
                                .defaultValue("32MiB")
                                .common(),
                        EngineSettings.Builder::memoryBudget)
                .with(
                        Option.duration(
                                        "overlap",
                                        "how far an incremental sync looks back; longer than the longest transaction of the source")
                                .range("at most 3653d")
                                .defaultValue("10m")
                                .common(),
                        EngineSettings.Builder::overlap)
                .with(
                        Option.duration("lease-ttl", "how long a killed run blocks others")
                                .range("1s to 1d")
                                .defaultValue("60s")
                                .common(),
                        EngineSettings.Builder::leaseTtl)
                .with(
                        Option.duration("checkpoint-interval", "how often a run saves its progress")
                                .range("positive, at most 1d")
                                .defaultValue("5s")
                                .common(),
                        EngineSettings.Builder::checkpointInterval)
                .with(
                        Option.number(
                                        "chunk-tokens",
                                        "the most tokens in a chunk, unless the embedder's limit is lower")
                                .range("8 to 10000000")
                                .defaultValue("512")
                                .common(),
                        EngineSettings.Builder::chunkTokens)
                .with(
                        Option.number("chunk-overlap-tokens", "the most tokens that consecutive chunks share")
                                .range("0 to half a chunk")
                                .defaultValue("64")
                                .common(),
                        EngineSettings.Builder::chunkOverlapTokens)
                .with(
                        Option.number("error-budget", "failed records after which a run stops if too many fail")
                                .range("1 or more")
                                .defaultValue("100")
                                .common(),
                        EngineSettings.Builder::errorBudget)
                .with(
                        Option.fraction("error-share", "the part of the processed records that may fail then")
                                .range("0 to 1")
                                .defaultValue("0.5")
                                .common(),
                        EngineSettings.Builder::errorShare)
                .with(
                        Option.choice(
                                        "on-fingerprint-change",
                                        "what to do if the settings of a model changed since its last sync",
                                        FingerprintChange.class)
                                .defaultValue("reembed")
                                .common(),
                        EngineSettings.Builder::onFingerprintChange)
                .with(
                        Option.section("retry", "when and how long failed calls are repeated", RETRY)
                                .common(),
                        (builder, retry) -> builder.retry(retry.build()));
    }

    /** The options of a model; adapters may add their own. */
    public static OptionSet<ModelSettings.Builder> model() {
        return MODEL;
    }

    /**
     * Reads the section of the engine.
     *
     * @param section a mapping of options
     * @return the settings
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used
     */
    public static EngineSettings readEngine(ConfigNode section) {
        return engine().read(section, Set.of(), EngineSettings.Builder::build);
    }

    /**
     * Reads the section of all models, and gives adapters the options that they declared for models.
     *
     * @param section a mapping of models to their sections
     * @param adapters all adapters of the configuration
     * @return the settings by model
     * @throws io.syncline.core.adapter.ConfigException if they cannot be used
     */
    public static Map<String, ModelSettings> readModels(ConfigNode section, List<ConfiguredAdapter<?>> adapters) {
        return readModels(section, adapters, Set.of());
    }

    /**
     * Does the same where models have keys that somebody else reads.
     *
     * @param section a mapping of models to their sections
     * @param adapters all adapters of the configuration
     * @param otherKeys keys that are left alone
     * @return the settings by model
     * @throws io.syncline.core.adapter.ConfigException if they cannot be used
     */
    public static Map<String, ModelSettings> readModels(
            ConfigNode section, List<ConfiguredAdapter<?>> adapters, Set<String> otherKeys) {
        Set<String> adapterKeys = new TreeSet<>(otherKeys);
        adapters.forEach(
                configured -> configured.adapter().modelOptions().forEach(option -> adapterKeys.add(option.key())));
        Map<String, ModelSettings> models = new LinkedHashMap<>();
        ConfigNode.byModel(section).forEach((model, node) -> {
            models.put(model.value(), MODEL.read(node, adapterKeys, ModelSettings.Builder::build));
            adapters.forEach(configured -> configured.configureModel(model, node));
        });
        return models;
    }
}
