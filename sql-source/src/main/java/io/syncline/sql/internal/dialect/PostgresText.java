package io.syncline.sql.internal.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL that people wrote for PostgreSQL, as its driver takes it. */
final class PostgresText {

    /** Texts with escapes, texts, quoted names, texts in dollars, comments, names and operators with a question mark. */
    private static final Pattern PART = Pattern.compile(
            "[eE]'(?:[^'\\\\]++|\\\\.|'')*+'|'[^']*+'|\"[^\"]*+\"|(\\$(?:[A-Za-z_]\\w*+)?\\$).*?\\1"
                    + "|--[^\\n]*+|(?<comment>/\\*)|[A-Za-z_][\\w$]*+|(?<operator>\\?++)",
            Pattern.DOTALL);

    private static final Pattern COMMENT = Pattern.compile("/\\*|\\*/");

    private PostgresText() {}

    /** Doubles the question mark of operators such as {@code ?|}; one that is doubled already stays. */
    static String withOperators(String sql) {
        StringBuilder escaped = new StringBuilder();
        Matcher part = PART.matcher(sql);
        int position = 0;
        while (part.find(position)) {
            int end = part.group("comment") == null ? part.end() : endOfComment(sql, part.end());
            escaped.append(sql, position, end).append("?".equals(part.group("operator")) ? "?" : "");
            position = end;
        }
        return escaped.append(sql, position, sql.length()).toString();
    }

    /** Comments may hold others. */
    private static int endOfComment(String sql, int from) {
        Matcher mark = COMMENT.matcher(sql);
        int open = 1;
        int end = from;
        while (open > 0 && mark.find(end)) {
            open += mark.group().equals("/*") ? 1 : -1;
            end = mark.end();
        }
        return open > 0 ? sql.length() : end;
    }
}
