package io.syncline.core;

import io.syncline.api.PreviewReport;
import io.syncline.api.PreviewRequest;

/**
 * Shows texts and payloads as a sync would embed and store them. It needs a source, and an embedder that counts tokens; the
 * embedding service is not called, and nothing is written. {@link SyncEngineBuilder#buildPreview} makes one.
 *
 * <p>Thread-safe. Closes none of its parts.
 */
public interface TextPreview {

    /**
     * Reads some records and makes their documents. Blocks.
     *
     * @param request which records
     * @return the documents, and what is left out of them
     * @throws io.syncline.api.failure.SyncException if the source cannot be read, or the settings of the model do not fit it
     */
    PreviewReport preview(PreviewRequest request);
}
