package io.syncline.testkit;

/** The methods of the four ports that call an external system; test doubles count, record and fail them. */
public enum PortMethod {
    /** {@code RecordSource.database}. */
    SOURCE_DATABASE,
    /** {@code RecordSource.now}. */
    SOURCE_NOW,
    /** {@code RecordSource.describe}. */
    SOURCE_DESCRIBE,
    /** {@code RecordSource.count}. */
    SOURCE_COUNT,
    /** {@code ChangeProbe.newestChanges}. */
    SOURCE_NEWEST_CHANGES,
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
    /** {@code VectorSink.open}. */
    SINK_OPEN,
    /** {@code VectorSink.mark}. */
    SINK_MARK,
    /** {@code VectorSink.raiseMark}. */
    SINK_RAISE_MARK,
    /** {@code VectorSink.listsInOrder}. */
    SINK_LISTS_IN_ORDER,
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
    /** {@code VectorSink.payloadNames}. */
    SINK_PAYLOAD_NAMES,
    /** {@code VectorSink.search}. */
    SINK_SEARCH,
    /** {@code HybridSink.searchWords}. */
    SINK_SEARCH_WORDS,
    /** {@code QuarantiningSink.quarantine}. */
    SINK_QUARANTINE,
    /** {@code QuarantiningSink.lift}. */
    SINK_LIFT,
    /** {@code QuarantiningSink.quarantined}. */
    SINK_QUARANTINED,
    /** {@code StrayPoints.strays}. */
    SINK_STRAYS,
    /** {@code StrayPoints.deleteStrays}. */
    SINK_DELETE_STRAYS,
    /** {@code SourceCatalog.identity}. */
    CATALOG_IDENTITY,
    /** {@code SourceCatalog.contents}. */
    CATALOG_CONTENTS,
    /** {@code SourceCatalog.rename}. */
    CATALOG_RENAME,
    /** {@code SourceCatalog.drop}. */
    CATALOG_DROP,
    /** {@code MetadataStore.now}. */
    STORE_NOW,
    /** {@code MetadataStore.keys}. */
    STORE_KEYS,
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
    /** {@code MetadataStore.failure}. */
    STORE_FAILURE,
    /** {@code MetadataStore.failureCount}. */
    STORE_FAILURE_COUNT,
    /** {@code MetadataStore.move}. */
    STORE_MOVE,
    /** {@code MetadataStore.remove}. */
    STORE_REMOVE,
    /** {@code SharedDocuments.document}. */
    STORE_DOCUMENT,
    /** {@code SharedDocuments.compareAndSetDocument}. */
    STORE_COMPARE_AND_SET_DOCUMENT
}
