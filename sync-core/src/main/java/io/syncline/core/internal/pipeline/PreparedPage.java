package io.syncline.core.internal.pipeline;

import io.syncline.core.internal.run.RecordFailure;
import java.util.List;

/**
 * A page whose documents are made.
 *
 * @param records the records that have a document
 * @param failures the records that have none
 */
record PreparedPage(List<PreparedRecord> records, List<RecordFailure> failures) {

    /** The records that the sink is going to hold with fewer fields than before. */
    List<RecordFailure> losses() {
        return records.stream()
                .filter(record -> record.comparison().losesFields())
                .map(record ->
                        RecordFailure.lacking(record.id(), record.document().lacking()))
                .toList();
    }
}
