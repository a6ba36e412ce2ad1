package io.syncline.core.text;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** The visible text of HTML, one line per block, row of a table or list item. */
final class HtmlText {

    /** Elements that show nothing of what is in them, or only to programs that cannot show the element itself. */
    private static final Set<String> UNSEEN = Set.of(
            "script",
            "style",
            "head",
            "title",
            "template",
            "noscript",
            "xml",
            "noframes",
            "noembed",
            "iframe",
            "audio",
            "video",
            "canvas",
            "datalist",
            "annotation",
            "annotation-xml");

    /** The elements that start a line. Browsers decide; those of the parser are about its indentation. */
    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "br",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "legend",
            "li",
            "listing",
            "main",
            "menu",
            "nav",
            "ol",
            "optgroup",
            "option",
            "p",
            "plaintext",
            "pre",
            "search",
            "section",
            "summary",
            "table",
            "tbody",
            "textarea",
            "tfoot",
            "thead",
            "tr",
            "ul",
            "xmp");

    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Set<String> KEEPING_LINES = Set.of("pre", "textarea", "listing", "xmp", "plaintext");

    private static final Pattern HIDDEN =
            Pattern.compile("(^|[;\\s])(display\\s*:\\s*none|visibility\\s*:\\s*hidden)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHOWN_AS_BLOCK = Pattern.compile(
            "(^|[;\\s])display\\s*:\\s*(block|flex|grid|list-item|table|table-row)\\s*($|[;!])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SHOWN_WITH_LINES =
            Pattern.compile("(^|[;\\s])white-space\\s*:\\s*(pre|break-spaces)", Pattern.CASE_INSENSITIVE);

    private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

    private HtmlText() {}

    static String of(String html) {
        if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
            return PlainText.lines(html);
        }
        Element body = Jsoup.parse(html).body();
        Lines lines = new Lines();
        body.filter(lines);
        return PlainText.lines(lines.text.toString());
    }

    private static final class Lines implements NodeFilter {

        private final StringBuilder text = new StringBuilder();
        private int keepingLines;

        /** What precedes the next words: the mark of a list item or heading that shows nothing yet. */
        private String mark = "";

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
                add(words.getWholeText());
            } else if (node instanceof Element element) {
                if (isUnseen(element)) {
                    return FilterResult.SKIP_ENTIRELY;
                }
                open(element);
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                close(element);
            }
            return FilterResult.CONTINUE;
        }

        private void open(Element element) {
            if (isBlock(element)) {
                text.append('\n');
            }
            if (keepsLines(element)) {
                keepingLines++;
            }
            String own = markOf(element);
            mark = own.isEmpty() ? mark : own;
        }

        private void close(Element element) {
            if (isBlock(element)) {
                text.append('\n');
            } else if (CELLS.contains(element.normalName())) {
                text.append(' ');
            }
            if (keepsLines(element)) {
                keepingLines--;
            }
            mark = markOf(element).isEmpty() ? mark : "";
        }

        private void add(String words) {
            if (!mark.isEmpty() && InvisibleCharacters.hasVisible(words)) {
                text.append(mark);
                mark = "";
            }
            text.append(keepingLines > 0 ? words : words.replace('\n', ' ').replace('\r', ' '));
        }

        private static String markOf(Element element) {
            String name = element.normalName();
            if (HEADINGS.contains(name)) {
                return Headings.MARK;
            }
            return name.equals("li") ? "- " : "";
        }

        private static boolean isUnseen(Element element) {
            return UNSEEN.contains(element.normalName())
                    || element.hasAttr("hidden")
                    || HIDDEN.matcher(element.attr("style")).find();
        }

        private static boolean isBlock(Element element) {
            return BLOCKS.contains(element.normalName())
                    || SHOWN_AS_BLOCK.matcher(element.attr("style")).find();
        }

        private static boolean keepsLines(Element element) {
            return KEEPING_LINES.contains(element.normalName())
                    || SHOWN_WITH_LINES.matcher(element.attr("style")).find();
        }
    }
}
