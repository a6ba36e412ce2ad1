package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.core.internal.run.RecordComparison;
import io.syncline.core.text.Document;

/** A record with its document, compared with what is stored of it. */
record PreparedRecord(RecordId id, long version, Document document, RecordComparison comparison) {}
