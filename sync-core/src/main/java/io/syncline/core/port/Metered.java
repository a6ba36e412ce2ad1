package io.syncline.core.port;

/**
 * What an embedder can tell besides if somebody counts its requests: a second interface of an {@link Embedder}. The
 * engine keeps all of its requests to such an embedder within the quota, and tells what they cost.
 */
public interface Metered {

    /**
     * What is allowed and what it costs.
     *
     * @return the quota, the same at each call
     */
    EmbedderQuota quota();
}
