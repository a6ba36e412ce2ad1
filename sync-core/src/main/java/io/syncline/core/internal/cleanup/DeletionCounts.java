package io.syncline.core.internal.cleanup;

/**
 * What the decision about a deletion depends on.
 *
 * @param stored records that the sink has listed
 * @param listed records that the source has listed
 * @param fresh stale records in no quarantine
 * @param due stale records whose grace period in quarantine is over; they were within the limits when they were hidden
 */
public record DeletionCounts(long stored, long listed, long fresh, long due) {}
