package io.syncline.odoo.testserver;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** SQL's LIKE: {@code %} for any text, {@code _} for one character, a backslash before either to mean itself. */
final class LikePattern {
    private LikePattern() {}

    static Predicate<String> of(String like, boolean ignoreCase) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            if (c == '\\' && i + 1 < like.length()) {
                i++;
                regex.append(Pattern.quote(String.valueOf(like.charAt(i))));
            } else if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                regex.append(Character.isLetterOrDigit(c) ? String.valueOf(c) : Pattern.quote(String.valueOf(c)));
            }
        }
        int flags = Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        return Pattern.compile(regex.toString(), flags).asMatchPredicate();
    }
}
