package io.syncline.core.text;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** The visible text of HTML, one line per block or list item. */
final class HtmlText {

    private static final Set<String> UNSEEN = Set.of("script", "style", "head", "title", "template", "noscript");

    private HtmlText() {}

    static String of(String html) {
        if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
            return PlainText.lines(html);
        }
        Element body = Jsoup.parse(html).body();
        Lines lines = new Lines();
        NodeTraversor.traverse(lines, body);
        return PlainText.lines(lines.text.toString());
    }

    private static final class Lines implements NodeVisitor {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                if (!unseen(words)) {
                    text.append(spaces(words.getWholeText()));
                }
            } else if (node instanceof Element element) {
                open(element);
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && element.isBlock()) {
                text.append('\n');
            } else if (node instanceof Element element && isCell(element)) {
                text.append(' ');
            }
        }

        private void open(Element element) {
            if (element.normalName().equals("br") || element.isBlock()) {
                text.append('\n');
            }
            if (element.normalName().equals("li")) {
                text.append("- ");
            }
        }

        private static boolean isCell(Element element) {
            return element.normalName().equals("td") || element.normalName().equals("th");
        }

        private static boolean unseen(Node node) {
            return node.parent() instanceof Element parent && UNSEEN.contains(parent.normalName());
        }

        private static String spaces(String words) {
            return words.replace('\n', ' ').replace('\r', ' ');
        }
    }
}
