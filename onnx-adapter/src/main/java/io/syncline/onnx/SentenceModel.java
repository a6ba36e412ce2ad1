package io.syncline.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.Embedding;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A sentence transformer with mean pooling: turns token ids into a vector of length 1.
 *
 * <p>Each run embeds one text: a quantised model scales its activations by the whole batch, so the vector of a text would
 * depend on the other texts. Thread-safe; a run uses the thread of its caller only.
 */
final class SentenceModel implements AutoCloseable {

    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids");

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final int dimension;
    // Closing the session during a run would crash the process.
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();
    private boolean closed;

    private SentenceModel(OrtEnvironment environment, OrtSession session, int dimension) {
        this.environment = environment;
        this.session = session;
        this.dimension = dimension;
    }

    static SentenceModel load(OrtEnvironment environment, byte[] onnx, String name) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            OrtSession session = environment.createSession(onnx, options);
            return new SentenceModel(environment, session, dimension(session, name));
        } catch (OrtException e) {
            throw new SetupException("ONNX Runtime cannot load the model " + name + ": " + e.getMessage(), e);
        }
    }

    private static int dimension(OrtSession session, String name) throws OrtException {
        if (session.getInputNames().equals(INPUTS) && session.getNumOutputs() >= 1) {
            var output = session.getOutputInfo().values().iterator().next().getInfo();
            if (output instanceof TensorInfo tensor && tensor.getShape().length == 3 && tensor.getShape()[2] > 0) {
                return Math.toIntExact(tensor.getShape()[2]);
            }
        }
        session.close();
        throw new SetupException("The model " + name + " is not a BERT encoder: its inputs are "
                + session.getInputNames() + ", not " + INPUTS + ", or its first output is not a vector per token");
    }

    int dimension() {
        return dimension;
    }

    Embedding run(long[] tokens) {
        inUse.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The embedder is closed");
            }
            return infer(tokens);
        } catch (OrtException e) {
            throw new RejectedException(
                    "The model failed for a text of " + tokens.length + " tokens: " + e.getMessage(), e);
        } finally {
            inUse.readLock().unlock();
        }
    }

    private Embedding infer(long[] tokens) throws OrtException {
        long[] shape = {1, tokens.length};
        long[] ones = new long[tokens.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[tokens.length]), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return pool(((OnnxTensor) result.get(0)).getFloatBuffer(), tokens.length);
        }
    }

    /** The mean over all tokens, normalized. Without padding, the attention mask is all ones. */
    private Embedding pool(FloatBuffer states, int tokens) {
        float[] row = new float[dimension];
        double[] sum = new double[dimension];
        for (int token = 0; token < tokens; token++) {
            states.get(row);
            for (int i = 0; i < dimension; i++) {
                sum[i] += row[i];
            }
        }
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        double norm = Math.sqrt(squares);
        if (!(norm > 0 && Double.isFinite(norm))) {
            throw new RejectedException("The model produced no usable vector for a text of " + tokens + " tokens");
        }
        for (int i = 0; i < dimension; i++) {
            row[i] = (float) (sum[i] / norm);
        }
        return Embedding.of(row);
    }

    /** Waits for concurrent runs. */
    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot release the model: " + e.getMessage(), e);
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
