package io.syncline.onnx;

import ai.onnxruntime.OrtEnvironment;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.EmbedderFingerprint;
import io.syncline.core.port.EmbedderLimits;
import io.syncline.core.port.Embedding;
import io.syncline.core.port.EmbeddingResult;
import io.syncline.core.port.InputType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Embeds inside this process, on the CPU, without any network: all-MiniLM-L6-v2, quantised to 8 bits, on ONNX Runtime.
 *
 * <p>Vectors have {@value #DIMENSION} numbers and length 1. The same text gives the same vector bit for bit on the same
 * machine, whatever else is in the request; another type of CPU may round differently. {@link InputType} makes no
 * difference to this model.
 *
 * <p>The model knows English. Texts in other languages get vectors too, and identical words still find each other, but
 * not meaning: a German and an English sentence with the same meaning are hardly nearer than two unrelated ones. For
 * other languages use a multilingual embedder.
 *
 * <p>A text of more than {@link Builder#tokensPerInput(int)} tokens is refused, never cut. {@link #tokens} counts with
 * the model's own tokenizer, the two marks around a text included.
 *
 * <p>Needs Linux with glibc, Windows on x86-64, or macOS on Apple silicon; some 250 MB of memory outside the heap. The
 * native libraries are unpacked once into the user's cache directory; see {@link Builder#nativeDirectory(Path)}.
 *
 * <p>Thread-safe.
 */
public final class OnnxEmbedder implements Embedder {

    /** Numbers per vector. */
    public static final int DIMENSION = 384;

    /** The most tokens that the model can take in one text. */
    public static final int MAX_TOKENS = 512;

    private static final String MODEL = "all-MiniLM-L6-v2";
    private static final String MODEL_RESOURCE = "all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER_RESOURCE = "all-minilm-l6-v2-q-tokenizer.json";
    private static final int INPUTS = 64;

    private final EmbedderFingerprint fingerprint;
    private final EmbedderLimits limits;
    private final WordPiece tokenizer;
    private final SentenceModel model;
    private final Workers workers;

    private OnnxEmbedder(Builder builder) {
        this.fingerprint = builder.fingerprint();
        this.limits = builder.limits();
        this.tokenizer = TokenizerFile.parse(Resources.read(TOKENIZER_RESOURCE), TOKENIZER_RESOURCE);
        OrtEnvironment environment = NativeLibrary.load(builder.nativeDirectory);
        this.model = SentenceModel.load(environment, Resources.read(MODEL_RESOURCE), MODEL);
        if (model.dimension() != DIMENSION) {
            model.close();
            throw new SetupException(MODEL + " has " + model.dimension() + " numbers per vector, not " + DIMENSION
                    + "; is there another model of this name on the class path?");
        }
        this.workers = builder.executor == null ? Workers.ofThreads(builder.threads) : Workers.on(builder.executor);
    }

    /**
     * Starts with the defaults: a thread per processor, 256 tokens a text, native libraries in the user's cache.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public EmbedderFingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public EmbedderLimits limits() {
        return limits;
    }

    @Override
    public int tokens(String text) {
        return tokenizer.encode(text).length;
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("There is no text to embed, or a blank one among " + texts.size());
        }
        if (texts.size() > limits.inputs()) {
            throw new RejectedException(
                    "A request of " + texts.size() + " texts is above the limit of " + limits.inputs());
        }
        List<long[]> encoded = texts.stream().map(tokenizer::encode).toList();
        for (int i = 0; i < encoded.size(); i++) {
            int count = encoded.get(i).length;
            if (count > limits.tokensPerInput()) {
                throw new RejectedException("Text " + (i + 1) + " of " + encoded.size() + " has " + count
                        + " tokens, above the limit of " + limits.tokensPerInput() + " set for " + MODEL
                        + "; split it into chunks or raise the limit (at most " + MAX_TOKENS + ")");
            }
        }
        List<Callable<Embedding>> runs = encoded.stream()
                .map(tokens -> (Callable<Embedding>) () -> model.run(tokens))
                .toList();
        List<Embedding> embeddings = workers.all(runs);
        return new EmbeddingResult(
                embeddings, encoded.stream().mapToLong(tokens -> tokens.length).sum());
    }

    /** Ends the own threads and frees the model, after the texts in work. */
    @Override
    public void close() {
        workers.close();
        model.close();
    }

    /** Collects the settings of an {@link OnnxEmbedder}. Not thread-safe. */
    public static final class Builder {

        private int threads = Runtime.getRuntime().availableProcessors();
        private int tokensPerInput = 256;
        private @Nullable Path nativeDirectory;
        private @Nullable Executor executor;

        private Builder() {}

        /**
         * How many texts to work on at once, each on one thread of the embedder's own. More than there are processors
         * gains nothing.
         *
         * @param value at least 1; by default the number of processors
         * @return this builder
         */
        public Builder threads(int value) {
            if (value < 1) {
                throw new IllegalArgumentException("At least 1 thread is needed, not " + value);
            }
            threads = value;
            return this;
        }

        /**
         * Where to run the model instead of on own threads, which are then not started; {@link #threads(int)} has no
         * effect. The embedder never shuts it down.
         *
         * @param value runs one task per text
         * @return this builder
         */
        public Builder executor(Executor value) {
            executor = value;
            return this;
        }

        /**
         * The longest text that is accepted. The model was trained on short texts and blurs long ones, so a larger
         * window is rarely better.
         *
         * @param value tokens, from 16 to {@value OnnxEmbedder#MAX_TOKENS}; 256 by default
         * @return this builder
         */
        public Builder tokensPerInput(int value) {
            if (value < 16 || value > MAX_TOKENS) {
                throw new IllegalArgumentException(
                        "Tokens per input must be from 16 to " + MAX_TOKENS + ", not " + value);
            }
            tokensPerInput = value;
            return this;
        }

        /**
         * Where to keep the native libraries of ONNX Runtime, 30 to 45 MB. Processes may share it. By default
         * {@code syncline} in the user's cache directory; where that cannot be written, ONNX Runtime's own temporary
         * files. The system property {@code onnxruntime.native.path} is obeyed unless a directory is set here. Only
         * the first embedder of a process loads the libraries; for later ones this has no effect.
         *
         * @param value a directory, created if missing
         * @return this builder
         */
        public Builder nativeDirectory(Path value) {
            nativeDirectory = value;
            return this;
        }

        /**
         * What the embedder will call itself. Loads nothing, so that it can be compared with what is stored before it
         * is known that there is anything to embed.
         *
         * @return the fingerprint of the embedder that {@link #build()} makes
         * @throws SetupException if the model is not on the class path
         */
        public EmbedderFingerprint fingerprint() {
            // Another build of the model gives other vectors, so the fingerprint must tell them apart.
            String variant = String.format(Locale.ROOT, "int8-%08x", Resources.checksum(MODEL_RESOURCE));
            return new EmbedderFingerprint("onnx", MODEL, DIMENSION, variant);
        }

        /**
         * What the embedder will take in a request. Loads nothing.
         *
         * @return the limits of the embedder that {@link #build()} makes
         */
        public EmbedderLimits limits() {
            // One request keeps all workers busy; a second one fills the gap between two requests.
            return new EmbedderLimits(INPUTS, INPUTS * tokensPerInput, tokensPerInput, 2);
        }

        /**
         * Loads model and libraries, which takes about a second.
         *
         * @return the embedder; to be closed
         * @throws SetupException if the libraries do not load on this machine or the model is not on the class path
         */
        public OnnxEmbedder build() {
            return new OnnxEmbedder(this);
        }
    }
}
