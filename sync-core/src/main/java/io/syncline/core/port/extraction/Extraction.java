package io.syncline.core.port.extraction;

/** What came of the extraction of a file: its text, or the reason why there is none. */
public sealed interface Extraction permits ExtractedText, NoText {

    /**
     * The media type that the content was recognised as, without parameters.
     *
     * @return a media type such as {@code application/pdf}; empty if it was not looked at
     */
    String mediaType();
}
