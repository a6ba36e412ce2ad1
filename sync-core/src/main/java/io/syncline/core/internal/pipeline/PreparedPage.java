package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.core.internal.embed.KnownVectors;
import io.syncline.core.internal.run.RecordFailure;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A page whose documents are made.
 *
 * @param records the records that have a document
 * @param failures the records that have none
 * @param known vectors of their texts that are stored already
 */
record PreparedPage(List<PreparedRecord> records, List<RecordFailure> failures, KnownVectors known) {

    /** This page with the vectors of texts that are stored already. */
    PreparedPage with(KnownVectors stored) {
        return new PreparedPage(records, failures, stored);
    }

    /** The records of which the sink holds something, and whose text is to be embedded. */
    Set<RecordId> replaced() {
        return records.stream()
                .filter(record -> record.comparison().replaces())
                .map(PreparedRecord::id)
                .collect(Collectors.toSet());
    }

    /** The records that the sink is going to hold with fewer fields than before. */
    List<RecordFailure> losses() {
        return records.stream()
                .filter(record -> record.comparison().losesFields())
                .map(record ->
                        RecordFailure.lacking(record.id(), record.document().lacking()))
                .toList();
    }
}
