package io.syncline.core.cluster;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pages of a range that are done.
 *
 * @param after up to where the worker has reported before
 * @param reached all records of the range up to here are done
 * @param size records of the pages
 * @param maxVersion the greatest version of its records, 0 if there is none
 * @param counts what was counted since the report before
 * @param failures records that failed
 * @param lacks records that are stored without some of their fields
 * @param handled records that are stored completely, or were found so
 */
public record RangeProgress(
        Cursor after,
        Cursor reached,
        int size,
        long maxVersion,
        RangeCounts counts,
        List<RecordProblem> failures,
        List<RecordProblem> lacks,
        List<RecordId> handled) {

    /** Copies the lists. */
    public RangeProgress {
        failures = List.copyOf(failures);
        lacks = List.copyOf(lacks);
        handled = List.copyOf(handled);
    }

    /** This report and the next one as one. */
    public RangeProgress followedBy(RangeProgress next) {
        return new RangeProgress(
                after,
                next.reached,
                size + next.size,
                Math.max(maxVersion, next.maxVersion),
                counts.plus(next.counts),
                joined(failures, next.failures),
                joined(lacks, next.lacks),
                joined(handled, next.handled));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
