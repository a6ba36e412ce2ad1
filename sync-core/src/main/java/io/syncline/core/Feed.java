package io.syncline.core;

import io.syncline.core.port.RecordPage;
import java.util.concurrent.CompletableFuture;

/** Where a pipeline gets its pages from, one after the other. */
interface Feed {

    /** The next page; not called again before it has come, nor after one that is the end. */
    CompletableFuture<RecordPage> next();
}
