package io.syncline.embedding.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page for people, where a program expected JSON: of a proxy, of a login, or of the web interface of the service. */
final class WebPage {

    private static final Pattern TITLE = Pattern.compile("(?is)<title\\b[^>]*>(.*?)</title");
    private static final Pattern UNSEEN =
            Pattern.compile("(?is)<!--.*?-->|<(script|style|head|svg)\\b.*?</\\1\\s*>|<[^>]*>");

    private WebPage() {}

    /**
     * The title of a page, or its text if it has none.
     *
     * @param body the beginning of a body
     * @return a text in one line, perhaps empty; or nothing if it is no page
     */
    static Optional<String> titleOf(String body) {
        String page = body.strip();
        if (!page.replace("\uFEFF", "").startsWith("<")) {
            return Optional.empty();
        }
        Matcher title = TITLE.matcher(page);
        String text = title.find() && !title.group(1).isBlank()
                ? title.group(1)
                : UNSEEN.matcher(page).replaceAll(" ");
        return Optional.of(decoded(text).replaceAll("\\s+", " ").strip());
    }

    private static String decoded(String text) {
        return text.replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
