package io.syncline.core.port.metadata;

/**
 * A model's state as it was read.
 *
 * @param revision rises with every change; 0 if there is no state yet
 * @param state the state
 */
public record VersionedState(long revision, ModelState state) {}
