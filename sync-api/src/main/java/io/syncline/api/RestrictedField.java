package io.syncline.api;

/**
 * A field of the source that was left out, with the run going on without it.
 *
 * @param name technical name of the field
 * @param reason why it was left out
 */
public record RestrictedField(String name, RestrictionReason reason) {}
