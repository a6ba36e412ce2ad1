package io.syncline.core.internal.pipeline;

import io.syncline.core.internal.run.Fence;
import io.syncline.core.text.DocumentMaker;

/**
 * What a pipeline needs to know of its run.
 *
 * @param maker makes documents
 * @param fingerprint what made them, as stored with the points
 * @param epoch fencing token of every write
 * @param fence asked before every write
 * @param tally counts
 * @param observer hears of progress
 */
public record PipelineParts(
        DocumentMaker maker,
        String fingerprint,
        long epoch,
        Fence fence,
        RunCounters tally,
        PipelineListener observer) {}
