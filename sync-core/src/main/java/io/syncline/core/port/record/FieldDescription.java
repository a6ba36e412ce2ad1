package io.syncline.core.port.record;

/**
 * A field of a model that this user can read.
 *
 * @param name technical name
 * @param label what people read
 * @param type its kind
 */
public record FieldDescription(String name, String label, FieldType type) {}
