package io.syncline.tika;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Turns the XHTML that Tika makes of a document into a {@link CollectedText}. Documents in documents have the same handler,
 * one within the other. Not thread-safe.
 */
final class TextHandler extends DefaultHandler {

    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "div",
            "ul",
            "ol",
            "dl",
            "table",
            "pre",
            "blockquote",
            "section",
            "article",
            "aside",
            "header",
            "footer",
            "figure",
            "form",
            "address",
            "nav",
            "main",
            "hr");
    private static final Set<String> LINES = Set.of("br", "li", "tr", "dt", "dd", "option", "caption", "figcaption");
    private static final Set<String> CELLS = Set.of("td", "th");

    private final CollectedText text;
    private Place place = new Place(false);
    private final Deque<Place> outer = new ArrayDeque<>();

    TextHandler(CollectedText text) {
        this.text = text;
    }

    /**
     * Begins a document, or one within the document.
     *
     * @param flowing whether a line feed in the document is only a space, as in HTML
     */
    void begin(boolean flowing) {
        outer.push(place);
        place = new Place(flowing);
        text.paragraph();
    }

    /** Ends the document that was begun last. */
    void end() {
        place = outer.pop();
        text.endHeading();
    }

    CollectedText text() {
        return text;
    }

    @Override
    public void startElement(String uri, String localName, String name, Attributes attributes) {
        String element = element(localName, name);
        int heading = heading(element);
        if (heading > 0 && place.cells == 0) {
            place.heading = true;
            text.heading(heading);
        } else if (CELLS.contains(element)) {
            place.cells++;
            if (place.cells == 1) {
                text.cell();
            }
        } else {
            separate(element);
        }
    }

    @Override
    public void endElement(String uri, String localName, String name) {
        String element = element(localName, name);
        if (heading(element) > 0 && place.cells == 0) {
            place.heading = false;
            text.endHeading();
        } else if (CELLS.contains(element)) {
            place.cells = Math.max(0, place.cells - 1);
        } else {
            separate(element);
        }
    }

    private void separate(String element) {
        boolean paragraph = PARAGRAPHS.contains(element) || heading(element) > 0;
        if (paragraph || LINES.contains(element)) {
            if (place.cells > 0 || place.heading) {
                text.gap(' ');
            } else if (paragraph) {
                text.paragraph();
            } else {
                text.line();
            }
        }
    }

    private static String element(String localName, String name) {
        return (localName.isEmpty() ? name : localName).toLowerCase(Locale.ROOT);
    }

    private static int heading(String element) {
        boolean heading = element.length() == 2
                && element.charAt(0) == 'h'
                && element.charAt(1) >= '1'
                && element.charAt(1) <= '6';
        return heading ? element.charAt(1) - '0' : 0;
    }

    @Override
    public void characters(char[] characters, int start, int length) throws TextTooLongException {
        boolean inLine = place.flowing || place.cells > 0 || place.heading;
        for (int i = start; i < start + length; i++) {
            if (characters[i] != '\n' || inLine) {
                text.append(characters[i]);
                place.lineFeeds = characters[i] > ' ' ? 0 : place.lineFeeds;
            } else if (++place.lineFeeds > 1) {
                text.paragraph();
            } else {
                text.line();
            }
        }
    }

    @Override
    public void ignorableWhitespace(char[] characters, int start, int length) throws TextTooLongException {
        characters(characters, start, length);
    }

    /** Where in a document the next characters belong. */
    private static final class Place {

        private final boolean flowing;
        private int cells;
        private boolean heading;
        private int lineFeeds;

        Place(boolean flowing) {
            this.flowing = flowing;
        }
    }
}
