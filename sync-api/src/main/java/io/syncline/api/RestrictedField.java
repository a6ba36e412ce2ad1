package io.syncline.api;

/**
 * A field that was left out of a run, which continued without it.
 *
 * @param name the technical name of the field
 * @param reason why it was left out
 */
public record RestrictedField(String name, RestrictionReason reason) {}
