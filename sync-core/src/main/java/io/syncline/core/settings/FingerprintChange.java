package io.syncline.core.settings;

/**
 * What to do if the fingerprint of a model changed. It covers everything that decides which vectors a record has: fields
 * with their labels, template, payload fields, language, chunk sizes, scope, embedder, and the collection of the sink.
 */
public enum FingerprintChange {
    /** Read every record again and embed those with another fingerprint; resumable. */
    REEMBED,
    /** Refuse the run before any work, until a full one is requested. */
    REFUSE
}
