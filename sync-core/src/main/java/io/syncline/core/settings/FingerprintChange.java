package io.syncline.core.settings;

/** What to do if a model is no longer made into documents as before: other fields, another template, another language. */
public enum FingerprintChange {
    /** Read every record again and embed those whose document differs in origin; resumable. */
    REEMBED,
    /** Refuse the run before any work, until somebody asks for a full one. */
    REFUSE
}
