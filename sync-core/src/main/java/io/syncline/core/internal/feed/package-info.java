/**
 * Where the pages of a pipeline come from: a {@code PageFeed}. {@code ListingFeed} lists a range of records and reads pages
 * ahead between {@code PageBoundaries}; {@code ReadablePages} ends a run whose pages say nothing;
 * {@code FailedRecordFeed} reads what failed in earlier runs, as often as {@code FailureBackoff} allows.
 */
@NullMarked
package io.syncline.core.internal.feed;

import org.jspecify.annotations.NullMarked;
