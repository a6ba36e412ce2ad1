package io.syncline.core.settings;

/**
 * What to do if the fingerprint of a model changed. It covers everything that decides which vectors a record has: fields
 * with their labels, template, payload fields, language, chunk sizes, scope, embedder, and the collection of the sink.
 */
public enum FingerprintChange {
    /**
     * Read every record again and store those with another fingerprint; resumable. Texts are embedded, unless the sink returns the
     * vectors of those that it stores already, see {@link io.syncline.core.port.StoredVectors}.
     */
    REEMBED,
    /** Refuse the run before any work, until a full one is requested. */
    REFUSE
}
