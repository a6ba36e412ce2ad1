package io.syncline.api;

/**
 * A sign of what a source holds of a model. If it differs from an earlier one, records were created, changed or deleted in
 * between; if it is equal, probably none was. Change times are compared as the source shows them, often in whole seconds, so
 * after a sign that differs a second sync should follow one sign later.
 *
 * @param newest the newest changes, as an opaque text that holds no content of records
 * @param records how many records the source has
 */
public record ChangeSign(String newest, long records) {}
