package io.syncline.http;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.EmbeddingResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Sends texts to an embedding service and reads the vectors of its answer, or says by a failure of the ports what went
 * wrong. Nothing is sent twice and nothing is cut: what is beyond the limits is refused before it is sent.
 *
 * <p>Thread-safe.
 */
public final class EmbeddingClient implements AutoCloseable {

    /** More than any way to write a number takes. */
    private static final long BYTES_PER_NUMBER = 32;

    private static final long BYTES_BESIDE_VECTORS = 64 * 1024;

    private final EmbeddingService service;
    private final Transport transport;
    private volatile boolean closed;

    /**
     * A client. Nothing is sent yet.
     *
     * @param service whom to ask
     */
    public EmbeddingClient(EmbeddingService service) {
        this.service = service;
        this.transport = new Transport(service);
    }

    /**
     * Embeds texts in one request.
     *
     * @param texts the texts
     * @param parameters the other members of the request: texts, whole numbers and truth values by name
     * @return one vector per text in their order, and the tokens that the service counted
     * @throws RejectedException if the request is beyond the limits, or the service refuses a text or the size
     * @throws SetupException if the service refuses the key, the model or the way of asking
     * @throws UnknownOutcomeException if the answer is not one to this request
     * @throws io.syncline.api.failure.TransientException if the service is away, out of breath, or asks for patience
     * @throws IllegalStateException if the client is closed
     */
    public EmbeddingResult embed(List<String> texts, Map<String, Object> parameters) {
        if (closed) {
            throw new IllegalStateException("The embedder for " + service.name() + " is closed");
        }
        requireWithinLimits(texts);
        Answer answer = transport.post(RequestBody.of(texts, parameters), sizeOf(texts.size()));
        if (!answer.isSuccess()) {
            throw Refusals.of(service, answer);
        }
        return read(answer, texts.size());
    }

    private long sizeOf(int vectors) {
        return BYTES_BESIDE_VECTORS + vectors * (service.dimension() * BYTES_PER_NUMBER + 256);
    }

    private void requireWithinLimits(List<String> texts) {
        if (texts.isEmpty() || texts.size() > service.limits().inputs()) {
            throw new RejectedException("A request to " + service.name() + " holds 1 to "
                    + service.limits().inputs() + " texts, not " + texts.size());
        }
        long sum = 0;
        for (int i = 0; i < texts.size(); i++) {
            sum += tokensOf(texts.get(i), i);
        }
        if (sum > service.limits().tokensPerRequest()) {
            throw new RejectedException("A request of about " + sum + " tokens is above the limit of "
                    + service.limits().tokensPerRequest() + " for " + service.fingerprint());
        }
    }

    private int tokensOf(String text, int index) {
        if (text.isBlank()) {
            throw new RejectedException("Text " + (index + 1) + " of the request to " + service.name() + " is blank");
        }
        int tokens = TokenEstimate.of(text);
        if (tokens > service.limits().tokensPerInput()) {
            throw new RejectedException("Text " + (index + 1) + " of the request has about " + tokens
                    + " tokens, above the limit of " + service.limits().tokensPerInput() + " for "
                    + service.fingerprint() + "; make shorter chunks");
        }
        return tokens;
    }

    private EmbeddingResult read(Answer answer, int texts) {
        try (InputStream body = answer.body()) {
            return new AnswerReader(texts, service.dimension()).read(body);
        } catch (WireBody.TooLarge tooLarge) {
            throw new RejectedException(
                    service.name() + " answered " + texts + " texts with too much: " + tooLarge.getMessage(), tooLarge);
        } catch (AnswerReader.WrongDimension wrong) {
            String message = service.name() + " answered for " + service.fingerprint() + " with " + wrong.getMessage();
            throw service.dimensionRequested()
                    ? new UnknownOutcomeException(message, wrong)
                    : new SetupException(message + "; correct the dimension in the settings of the embedder", wrong);
        } catch (IOException garbled) {
            throw new UnknownOutcomeException(
                    service.name() + " gave no usable answer to " + texts + " texts: "
                            + service.scrub(String.valueOf(garbled.getMessage())),
                    garbled);
        }
    }

    /** Lets go of the connections; further calls fail. Closing again does nothing. */
    @Override
    public void close() {
        closed = true;
        transport.close();
    }
}
