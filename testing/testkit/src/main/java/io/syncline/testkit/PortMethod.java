package io.syncline.testkit;

/** The methods of the four ports that call an external system; test doubles count, record and fail them. */
public enum PortMethod {
    /** {@code RecordSource.now}. */
    SOURCE_NOW,
    /** {@code RecordSource.describe}. */
    SOURCE_DESCRIBE,
    /** {@code RecordSource.count}. */
    SOURCE_COUNT,
    /** {@code RecordSource.page}. */
    SOURCE_PAGE,
    /** {@code RecordSource.ids}. */
    SOURCE_IDS,
    /** {@code RecordSource.read}. */
    SOURCE_READ,
    /** {@code RecordSource.existing}. */
    SOURCE_EXISTING,
    /** {@code Embedder.embed}. */
    EMBEDDER_EMBED,
    /** {@code VectorSink.prepare}. */
    SINK_PREPARE,
    /** {@code VectorSink.stamps}. */
    SINK_STAMPS,
    /** {@code VectorSink.upsert}. */
    SINK_UPSERT,
    /** {@code VectorSink.trim}. */
    SINK_TRIM,
    /** {@code VectorSink.delete}. */
    SINK_DELETE,
    /** {@code VectorSink.ids}. */
    SINK_IDS,
    /** {@code VectorSink.count}. */
    SINK_COUNT,
    /** {@code VectorSink.search}. */
    SINK_SEARCH,
    /** {@code QuarantiningSink.quarantine}. */
    SINK_QUARANTINE,
    /** {@code QuarantiningSink.lift}. */
    SINK_LIFT,
    /** {@code QuarantiningSink.quarantined}. */
    SINK_QUARANTINED,
    /** {@code MetadataStore.now}. */
    STORE_NOW,
    /** {@code MetadataStore.models}. */
    STORE_MODELS,
    /** {@code MetadataStore.read}. */
    STORE_READ,
    /** {@code MetadataStore.compareAndSet}. */
    STORE_COMPARE_AND_SET,
    /** {@code MetadataStore.putFailures}. */
    STORE_PUT_FAILURES,
    /** {@code MetadataStore.removeFailures}. */
    STORE_REMOVE_FAILURES,
    /** {@code MetadataStore.failures}. */
    STORE_FAILURES,
    /** {@code MetadataStore.failureCount}. */
    STORE_FAILURE_COUNT,
    /** {@code SharedDocuments.document}. */
    STORE_DOCUMENT,
    /** {@code SharedDocuments.compareAndSetDocument}. */
    STORE_COMPARE_AND_SET_DOCUMENT
}
