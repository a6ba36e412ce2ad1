package io.syncline.core.port.extraction;

import static java.util.Objects.requireNonNull;

/**
 * The reason why a file has no text.
 *
 * @param reason the reason
 * @param mediaType the media type that the content was recognised as; empty if it was not looked at
 * @param detail one sentence for people, with the limit or the kind of failure, without anything of the content
 */
public record NoText(NoTextReason reason, String mediaType, String detail) implements Extraction {

    /** Refuses null. */
    public NoText {
        requireNonNull(reason, "reason");
        requireNonNull(mediaType, "mediaType");
        requireNonNull(detail, "detail");
    }
}
