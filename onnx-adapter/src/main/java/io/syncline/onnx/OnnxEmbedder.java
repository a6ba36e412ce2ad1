package io.syncline.onnx;

import ai.onnxruntime.OrtEnvironment;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Embeds inside this process, on the CPU, without a network: all-MiniLM-L6-v2, quantised to 8 bits, on ONNX Runtime.
 *
 * <p>Vectors have dimension {@value #DIMENSION} and length 1. On the same machine, the same text gives the same vector bit
 * for bit, whatever else is in the request; another type of CPU may round differently. The model does not distinguish
 * {@linkplain InputType documents and queries}.
 *
 * <p>The model is English-only. Texts in other languages get vectors too, and texts that share words are close to each
 * other, but meaning is not captured: a German sentence and its English translation are hardly closer than two unrelated
 * ones. Use a multilingual embedder for other languages.
 *
 * <p>A text of more than {@link OnnxEmbedderBuilder#tokensPerInput(int)} tokens is refused, never truncated. {@link #tokens}
 * counts with the tokenizer of the model, including the start and the end token.
 *
 * <p>Requires Linux with glibc, Windows on x86-64, or macOS on Apple silicon, and about 250 MB of memory outside the heap.
 * The native libraries are unpacked once into the cache directory of the user, see {@link
 * OnnxEmbedderBuilder#nativeDirectory(Path)}.
 *
 * <p>Thread-safe.
 */
public final class OnnxEmbedder implements Embedder {

    /** The dimension of the vectors. */
    public static final int DIMENSION = 384;

    /** The maximum of tokens in one text: the context of the model. */
    public static final int MAX_TOKENS = 512;

    static final String MODEL = "all-MiniLM-L6-v2";
    static final String MODEL_RESOURCE = "all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER_RESOURCE = "all-minilm-l6-v2-q-tokenizer.json";

    private final EmbedderFingerprint fingerprint;
    private final EmbedderLimits limits;
    private final WordPiece tokenizer;
    private final SentenceModel model;
    private final InferenceExecutor executor;

    OnnxEmbedder(OnnxEmbedderBuilder builder) {
        this.fingerprint = builder.fingerprint();
        this.limits = builder.limits();
        this.tokenizer = TokenizerFile.parse(ModelResources.read(TOKENIZER_RESOURCE), TOKENIZER_RESOURCE);
        OrtEnvironment environment = NativeLibrary.load(builder.nativeDirectory());
        this.model = SentenceModel.load(environment, ModelResources.read(MODEL_RESOURCE), MODEL);
        if (model.dimension() != DIMENSION) {
            model.close();
            throw new SetupException("The dimension of " + MODEL + " is " + model.dimension() + " instead of "
                    + DIMENSION + "; remove other models of this name from the class path");
        }
        this.executor = builder.executor();
    }

    /**
     * Starts with the defaults: one thread per processor, 256 tokens per text, native libraries in the cache directory of
     * the user.
     *
     * @return a new builder
     */
    public static OnnxEmbedderBuilder builder() {
        return new OnnxEmbedderBuilder();
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
            throw new IllegalArgumentException(
                    "A request needs at least one text and no blank one, but has " + texts.size());
        }
        if (texts.size() > limits.inputs()) {
            throw new RejectedException(
                    "A request of " + texts.size() + " texts exceeds the limit of " + limits.inputs());
        }
        List<long[]> encoded = texts.stream().map(tokenizer::encode).toList();
        requireWithinContext(encoded);
        List<Callable<Embedding>> runs = encoded.stream()
                .map(tokens -> (Callable<Embedding>) () -> model.run(tokens))
                .toList();
        return new EmbeddingResult(
                executor.invokeAll(runs),
                encoded.stream().mapToLong(tokens -> tokens.length).sum());
    }

    private void requireWithinContext(List<long[]> encoded) {
        for (int i = 0; i < encoded.size(); i++) {
            int count = encoded.get(i).length;
            if (count > limits.tokensPerInput()) {
                throw new RejectedException("Text " + (i + 1) + " of " + encoded.size() + " has " + count
                        + " tokens, which exceeds the limit of " + limits.tokensPerInput() + " set for " + MODEL
                        + "; use shorter chunks or raise the limit (at most " + MAX_TOKENS + ")");
            }
        }
    }

    /** Waits for texts that are being embedded, then ends the embedder's own threads and frees the model. */
    @Override
    public void close() {
        executor.close();
        model.close();
    }
}
