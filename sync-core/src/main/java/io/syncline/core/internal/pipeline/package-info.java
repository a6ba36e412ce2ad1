/**
 * The range runner: from pages of records to durable points. {@code RangeRunner} is its entry, {@code Pipeline} the stages of
 * one run: a {@code PageFeed} of the package {@code feed}, {@code PrepareStage}, {@code EmbedStage} and {@code WriteStage}. {@code PipelineState}
 * tracks which of them still work, {@code AcknowledgedPrefix} which pages are done. It knows no lease and no
 * checkpoint.
 */
@NullMarked
package io.syncline.core.internal.pipeline;

import org.jspecify.annotations.NullMarked;
