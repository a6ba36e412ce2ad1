package io.syncline.core.settings;

/** What to do if the fingerprint of a model changed: other fields, another template, another language. */
public enum FingerprintChange {
    /** Read every record again and embed those with another fingerprint; resumable. */
    REEMBED,
    /** Refuse the run before any work, until a full one is requested. */
    REFUSE
}
