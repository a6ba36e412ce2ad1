package io.syncline.onnx;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.Setting;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Builds an {@link OnnxEmbedder}. All settings have defaults. Not thread-safe. */
public final class OnnxEmbedderBuilder {

    private static final int INPUTS = 64;
    private static final int DEFAULT_TOKENS_PER_INPUT = 256;
    private static final int MIN_TOKENS_PER_INPUT = 16;

    /** One request occupies all threads; a second one fills the gap between two requests. */
    private static final int CONCURRENCY = 2;

    private final Setting<Integer> threads = Setting.named("threads");
    private final Setting<Executor> executor = Setting.named("executor");
    private final Setting<Integer> tokensPerInput = Setting.named("tokensPerInput");
    private final Setting<Path> nativeDirectory = Setting.named("nativeDirectory");

    OnnxEmbedderBuilder() {}

    /**
     * The number of the embedder's own threads. Each embeds one text at a time. More threads than processors gain nothing.
     *
     * @param value at least 1; by default the number of processors
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     * @throws IllegalStateException if an executor is set
     */
    public OnnxEmbedderBuilder threads(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("'threads' must be at least 1, but is " + value);
        }
        threads.excludes(executor);
        threads.set(value);
        return this;
    }

    /**
     * The executor that runs the model, instead of threads of the embedder. The embedder does not shut it down.
     *
     * @param value runs one task per text
     * @return this builder
     * @throws IllegalStateException if a number of threads is set
     */
    public OnnxEmbedderBuilder executor(Executor value) {
        executor.excludes(threads);
        executor.set(value);
        return this;
    }

    /**
     * The longest text that is accepted. The model was trained on short texts and blurs long ones, so a higher limit rarely
     * improves results.
     *
     * @param value tokens, from {@value #MIN_TOKENS_PER_INPUT} to {@value OnnxEmbedder#MAX_TOKENS}; {@value
     *     #DEFAULT_TOKENS_PER_INPUT} by default
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public OnnxEmbedderBuilder tokensPerInput(int value) {
        if (value < MIN_TOKENS_PER_INPUT || value > OnnxEmbedder.MAX_TOKENS) {
            throw new IllegalArgumentException("'tokensPerInput' must be from " + MIN_TOKENS_PER_INPUT + " to "
                    + OnnxEmbedder.MAX_TOKENS + ", but is " + value);
        }
        tokensPerInput.set(value);
        return this;
    }

    /**
     * The directory for the native libraries of ONNX Runtime, 30 to 45 MB. Processes may share it.
     *
     * <p>By default, {@code syncline} in the cache directory of the user; if that is not writable, ONNX Runtime's own
     * temporary files. The system property {@code onnxruntime.native.path} takes precedence over the default. Only the first
     * embedder of a process loads the libraries; for later ones this setting has no effect.
     *
     * @param value a directory, created if missing
     * @return this builder
     */
    public OnnxEmbedderBuilder nativeDirectory(Path value) {
        nativeDirectory.set(value);
        return this;
    }

    /**
     * The fingerprint of the embedder that {@link #build()} returns. Loads nothing, so it can be compared with what is
     * stored before it is known whether there is anything to embed.
     *
     * @return the fingerprint
     * @throws SetupException if the model is not on the class path
     */
    public EmbedderFingerprint fingerprint() {
        // Another build of the model gives other vectors.
        String variant = String.format(Locale.ROOT, "int8-%08x", ModelResources.checksum(OnnxEmbedder.MODEL_RESOURCE));
        return new EmbedderFingerprint("onnx", OnnxEmbedder.MODEL, OnnxEmbedder.DIMENSION, variant);
    }

    /**
     * The limits of the embedder that {@link #build()} returns. Loads nothing.
     *
     * @return the limits
     */
    public EmbedderLimits limits() {
        int perInput = tokensPerInput.or(DEFAULT_TOKENS_PER_INPUT);
        return new EmbedderLimits(INPUTS, INPUTS * perInput, perInput, CONCURRENCY);
    }

    Optional<Path> nativeDirectory() {
        return nativeDirectory.optional();
    }

    InferenceExecutor executor() {
        return executor.optional()
                .map(InferenceExecutor::on)
                .orElseGet(() -> InferenceExecutor.ofThreads(
                        threads.or(Runtime.getRuntime().availableProcessors())));
    }

    /**
     * Loads the model and the native libraries, which takes about a second.
     *
     * @return the embedder; to be closed
     * @throws SetupException if the libraries do not load on this machine or the model is not on the class path
     */
    public OnnxEmbedder build() {
        return new OnnxEmbedder(this);
    }
}
