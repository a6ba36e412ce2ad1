package io.syncline.embedding.http;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.adapter.embedding.TokenEstimate;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An embedder that sends each call as one HTTP POST with a JSON body.
 *
 * <p>This class checks the limits, sends the request, classifies failures and bounds the size of the response. It sends
 * nothing twice and truncates nothing: the engine batches, waits and retries. A subclass writes the body of the request
 * and reads the body of a successful response.
 *
 * <p>Thread-safe, if the subclass is.
 */
public abstract class HttpEmbedder implements Embedder, Metered {

    /** More than any notation of a number needs. */
    private static final long BYTES_PER_NUMBER = 32;

    private static final long BYTES_BESIDE_VECTORS = 64 * 1024;

    private final EmbeddingEndpoint endpoint;
    private final EmbedderQuota quota;
    private final HttpTransport transport;
    private final ResponseMisfits misfits;

    /**
     * An embedder. It sends nothing before the first call.
     *
     * @param endpoint where requests go
     * @param quota what the account may send and what it costs
     */
    protected HttpEmbedder(EmbeddingEndpoint endpoint, EmbedderQuota quota) {
        this.endpoint = endpoint;
        this.quota = quota;
        this.transport = new HttpTransport(endpoint);
        this.misfits = new ResponseMisfits(endpoint);
    }

    /**
     * Writes the body of a request. The values may be whatever Jackson writes as JSON: strings, numbers, booleans, lists
     * and maps.
     *
     * @param inputs the texts as returned by {@link #input}, well-formed Unicode
     * @param type whether the texts are documents or queries
     * @return the members of the JSON object
     */
    protected abstract Map<String, Object> requestBody(List<String> inputs, InputType type);

    /**
     * Reads the body of a successful response.
     *
     * @param body the body, decompressed and limited in size; the caller closes it
     * @param inputs how many texts were sent
     * @return one vector per text in their order, and the tokens that the service counted, if it tells
     * @throws IOException if it is not a response to this request, see {@link UnusableResponseException}
     */
    protected abstract EmbeddingList readResponse(InputStream body, int inputs) throws IOException;

    /**
     * What is sent for a text. The text itself, unless the model wants a prefix.
     *
     * @param text a text that is not blank
     * @param type whether it is a document or a query
     * @return the input
     */
    protected String input(String text, InputType type) {
        return text;
    }

    /** Where requests go. */
    protected final EmbeddingEndpoint endpoint() {
        return endpoint;
    }

    @Override
    public final EmbedderFingerprint fingerprint() {
        return endpoint.fingerprint();
    }

    @Override
    public final EmbedderLimits limits() {
        return endpoint.limits();
    }

    @Override
    public final EmbedderQuota quota() {
        return quota;
    }

    /** An estimate, see {@link TokenEstimate}. */
    @Override
    public int tokens(String text) {
        return TokenEstimate.of(text);
    }

    /**
     * Embeds texts in one request.
     *
     * @throws RejectedException if the request exceeds the limits, the service refuses a text or the size, or the response
     *     has no usable vector for some of the texts
     * @throws SetupException if the service refuses the API key, the model or a parameter, or if the response has another
     *     format or dimension than expected
     * @throws UnknownOutcomeException if the response breaks off, or has no finite numbers for any text
     * @throws io.syncline.api.failure.TransientException if the service is unreachable, overloaded or rate-limits
     * @throws IllegalStateException if the embedder is closed
     */
    @Override
    public final EmbeddingResult embed(List<String> texts, InputType type) {
        transport.requireOpen();
        List<String> inputs = inputs(texts, type);
        byte[] body = JsonBody.write(requestBody(inputs, type));
        ServiceResponse response = transport.post(body, maxBytes(inputs.size()));
        if (!response.isSuccess()) {
            throw ErrorResponses.failure(endpoint, response);
        }
        return read(response, inputs);
    }

    private long maxBytes(int vectors) {
        return BYTES_BESIDE_VECTORS + vectors * (endpoint.dimension() * BYTES_PER_NUMBER + 256);
    }

    /** Checks the limits, so that a request that must fail is not sent. */
    private List<String> inputs(List<String> texts, InputType type) {
        if (texts.isEmpty() || texts.size() > limits().inputs()) {
            throw new RejectedException("A request to " + endpoint.service() + " holds 1 to " + limits().inputs()
                    + " texts, not " + texts.size());
        }
        List<String> inputs = new ArrayList<>(texts.size());
        long tokens = 0;
        for (String text : texts) {
            if (text.isBlank()) {
                throw new RejectedException(
                        "Text " + (inputs.size() + 1) + " of the request to " + endpoint.service() + " is blank");
            }
            inputs.add(JsonBody.wellFormed(input(text, type)));
            tokens += tokensOfLast(inputs, tokens(text));
        }
        if (tokens > limits().tokensPerRequest()) {
            throw new RejectedException("A request of about " + tokens + " tokens exceeds the limit of "
                    + limits().tokensPerRequest() + " for " + fingerprint());
        }
        return inputs;
    }

    /** By the count that the engine goes by, which may be for a longer prefix than that of this input. */
    private int tokensOfLast(List<String> inputs, int counted) {
        int tokens = Math.max(counted, TokenEstimate.of(inputs.get(inputs.size() - 1)));
        if (tokens > limits().tokensPerInput()) {
            throw new RejectedException("Text " + inputs.size() + " of the request has about " + tokens
                    + " tokens, which exceeds the limit of " + limits().tokensPerInput() + " for " + fingerprint()
                    + "; use shorter chunks");
        }
        return tokens;
    }

    private EmbeddingResult read(ServiceResponse response, List<String> inputs) {
        try (InputStream body = response.body()) {
            EmbeddingList list = readResponse(body, inputs.size());
            misfits.fitted();
            return new EmbeddingResult(
                    list.embeddings(),
                    list.tokens()
                            .orElseGet(() ->
                                    inputs.stream().mapToLong(TokenEstimate::of).sum()));
        } catch (IOException misfit) {
            throw misfits.failure(response, inputs.size(), misfit);
        }
    }

    /** Closes the connections; further calls fail. Closing again does nothing. */
    @Override
    public final void close() {
        transport.close();
    }
}
