package io.syncline.core.port.extraction;

import static java.util.Objects.requireNonNull;

/**
 * The text of a file.
 *
 * <p>Lines end with {@code \n}; a blank line separates paragraphs. A heading is a line of its own that begins with one to
 * six {@code #} and a space, as in Markdown; where a line of the document itself begins so, a backslash precedes it. The
 * cells of a table row are separated by {@code " | "}. There are no other marks, and no control characters except the
 * line feed and the tab.
 *
 * @param text the text, never blank
 * @param title the title that the document gives itself, such as the subject of a mail; empty if it has none
 * @param mediaType the media type that the content was recognised as
 * @param truncated whether the text was cut at {@link ExtractionSettings#maxTextLength()}, or embedded files were left
 *     out because of a limit
 */
public record ExtractedText(String text, String title, String mediaType, boolean truncated) implements Extraction {

    /**
     * Refuses null and a blank text.
     *
     * @throws IllegalArgumentException if the text is blank
     */
    public ExtractedText {
        requireNonNull(title, "title");
        requireNonNull(mediaType, "mediaType");
        if (text.isBlank()) {
            throw new IllegalArgumentException("The text is blank; NoText says so");
        }
    }

    /** The length and the media type, without the text. */
    @Override
    public String toString() {
        return "ExtractedText[" + text.length() + " characters, " + mediaType + (truncated ? ", truncated" : "") + "]";
    }
}
