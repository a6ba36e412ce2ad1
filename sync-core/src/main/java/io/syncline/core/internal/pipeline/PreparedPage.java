package io.syncline.core.internal.pipeline;

import io.syncline.core.internal.run.RecordFailure;
import java.util.List;

/**
 * A page whose documents are made.
 *
 * @param records the records that have a document
 * @param failures the records that have none
 */
record PreparedPage(List<PreparedRecord> records, List<RecordFailure> failures) {}
