package io.syncline.core.cluster;

/**
 * What a worker has counted.
 *
 * @param fetched records read
 * @param embedded records embedded and stored
 * @param unchanged records found unchanged
 * @param empty records without a text
 * @param failed records that failed
 * @param incomplete records that lack fields, among those embedded or unchanged
 * @param chunks texts embedded
 * @param estimatedTokens tokens as estimated before the requests
 * @param tokens tokens as the embedding service reported them
 */
public record RangeCounts(
        long fetched,
        long embedded,
        long unchanged,
        long empty,
        long failed,
        long incomplete,
        long chunks,
        long estimatedTokens,
        long tokens) {

    /** Nothing counted. */
    public static final RangeCounts NONE = new RangeCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public RangeCounts plus(RangeCounts more) {
        return new RangeCounts(
                fetched + more.fetched,
                embedded + more.embedded,
                unchanged + more.unchanged,
                empty + more.empty,
                failed + more.failed,
                incomplete + more.incomplete,
                chunks + more.chunks,
                estimatedTokens + more.estimatedTokens,
                tokens + more.tokens);
    }

    /** What was counted since an earlier time. */
    public RangeCounts since(RangeCounts earlier) {
        return new RangeCounts(
                fetched - earlier.fetched,
                embedded - earlier.embedded,
                unchanged - earlier.unchanged,
                empty - earlier.empty,
                failed - earlier.failed,
                incomplete - earlier.incomplete,
                chunks - earlier.chunks,
                estimatedTokens - earlier.estimatedTokens,
                tokens - earlier.tokens);
    }
}
