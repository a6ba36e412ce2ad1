package io.syncline.core.adapter.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page for people, where a program expected data: of a proxy, of a login, or of the web interface of a service. */
public final class WebPage {

    private static final Pattern PAGE = Pattern.compile("(?i)<(!doctype html|(html|head|body|title|h\\d|div|p)\\b)");
    private static final Pattern TITLE = Pattern.compile("(?is)<title\\b[^>]*>(.*?)</title");
    private static final Pattern UNSEEN =
            Pattern.compile("(?is)<!--.*?-->|<(script|style|head|svg)\\b.*?</\\1\\s*>|<[^>]*>");

    private WebPage() {}

    /**
     * The title of a page, or its text if it has none. An XML document that is no page does not count.
     *
     * @param body the beginning of a body
     * @return a text in one line, perhaps empty; or nothing if the body is no page
     */
    public static Optional<String> titleOf(String body) {
        if (!body.replace("\uFEFF", "").strip().startsWith("<")
                || !PAGE.matcher(body).find()) {
            return Optional.empty();
        }
        Matcher title = TITLE.matcher(body);
        String text = title.find() && !title.group(1).isBlank()
                ? title.group(1)
                : UNSEEN.matcher(body).replaceAll(" ");
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
