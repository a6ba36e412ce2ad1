package io.syncline.core.cluster;

/**
 * Why a worker could not do its range.
 *
 * @param reason what failed; without secrets
 * @param mayPass whether the same run may succeed later without a change of settings, data or code
 */
public record WorkerFailure(String reason, boolean mayPass) {}
