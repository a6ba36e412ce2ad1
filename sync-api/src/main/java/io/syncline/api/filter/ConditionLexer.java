package io.syncline.api.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a condition into tokens. Not thread-safe. */
final class ConditionLexer {

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern SIGN = Pattern.compile("<=|>=|!=|<>|[=<>(),]");
    private static final Pattern NAME = FilterValues.PLAIN_NAME;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private ConditionLexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        ConditionLexer lexer = new ConditionLexer(text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (true) {
            while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
                position++;
            }
            if (position == text.length()) {
                tokens.add(new Token(Token.Kind.END, "", position));
                return;
            }
            next();
        }
    }

    private void next() {
        char first = text.charAt(position);
        if (first == '\'' || first == '"') {
            quoted(first);
        } else if (!take(Token.Kind.SIGN, SIGN) && !take(Token.Kind.NUMBER, NUMBER) && !take(Token.Kind.NAME, NAME)) {
            throw new InvalidConditionException("Unexpected character", text, position);
        }
    }

    private boolean take(Token.Kind kind, Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        String found = matcher.group();
        boolean keyword = kind == Token.Kind.NAME && Keyword.isKeyword(found);
        tokens.add(new Token(keyword ? Token.Kind.KEYWORD : kind, found, position));
        position = matcher.end();
        requireEndOf(kind);
        return true;
    }

    /** So that 2026-11-30 without quotes is not read as three numbers, nor 10kg as a number and a name. */
    private void requireEndOf(Token.Kind kind) {
        if (kind == Token.Kind.SIGN || position == text.length()) {
            return;
        }
        char next = text.charAt(position);
        if (!Character.isWhitespace(next) && "=<>!(),".indexOf(next) < 0) {
            throw new InvalidConditionException(
                    "Unexpected character: texts, dates and times are written in single quotes, and other names than letters,"
                            + " digits, _ and dots in double quotes; unexpected",
                    text,
                    position);
        }
    }

    private void quoted(char quote) {
        int start = position;
        StringBuilder content = new StringBuilder();
        position++;
        while (position < text.length()) {
            char next = text.charAt(position);
            if (next != quote) {
                content.append(next);
                position++;
            } else if (position + 1 < text.length() && text.charAt(position + 1) == quote) {
                content.append(quote);
                position += 2;
            } else {
                position++;
                tokens.add(new Token(quote == '"' ? Token.Kind.NAME : Token.Kind.TEXT, content.toString(), start));
                return;
            }
        }
        throw new InvalidConditionException("A quote without its end begins", text, start);
    }
}
