package io.syncline.benchmarks.endtoend;

import io.syncline.core.port.record.SourceRecord;
import java.util.List;

/** Embeds and stores the records of a page, one page a call; thread-safe. */
@FunctionalInterface
interface PageWriter {

    void write(List<SourceRecord> page);
}
