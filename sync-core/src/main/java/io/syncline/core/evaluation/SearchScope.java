package io.syncline.core.evaluation;

/** Where a question is asked. */
public enum SearchScope {
    /** In all models of the source together. */
    ALL_MODELS,
    /** In the model of the answer only, as an application asks that knows what it is looking for. */
    RIGHT_MODEL
}
