package io.syncline.core.port.metadata;

/**
 * A shared document as it was read.
 *
 * @param revision rises by one with every change; 0 if there is no document yet
 * @param text its content; empty if there is no document yet
 */
public record VersionedDocument(long revision, String text) {

    /** There is no document yet. */
    public static final VersionedDocument NONE = new VersionedDocument(0, "");
}
