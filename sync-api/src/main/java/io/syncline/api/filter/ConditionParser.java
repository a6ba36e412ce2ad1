package io.syncline.api.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads conditions by recursive descent. Not thread-safe. */
final class ConditionParser {

    private static final int MOST_CHARACTERS = 10_000;
    private static final int MOST_LEVELS = 30;

    private final String text;
    private final List<Token> tokens;
    private int next;
    private int level;

    private ConditionParser(String text) {
        this.text = text;
        this.tokens = ConditionLexer.tokens(text);
    }

    static Condition parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new InvalidConditionException(
                    "The condition has " + text.length() + " characters; the most are " + MOST_CHARACTERS
                            + ". Too long",
                    text,
                    MOST_CHARACTERS);
        }
        ConditionParser parser = new ConditionParser(text);
        Condition condition = parser.condition();
        if (parser.peek().kind() != Token.Kind.END) {
            throw parser.expected("'and', 'or' or the end");
        }
        return condition;
    }

    private Condition condition() {
        descend();
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(all());
        } while (takes(Keyword.OR));
        level--;
        return Condition.anyOf(parts);
    }

    private void descend() {
        level++;
        if (level > MOST_LEVELS + 1) { // the outermost one has no parentheses
            throw new InvalidConditionException(
                    "More than " + MOST_LEVELS + " levels of parentheses and 'not'", text, peek().position());
        }
    }

    private Condition all() {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(one());
        } while (takes(Keyword.AND));
        return Condition.allOf(parts);
    }

    private Condition one() {
        if (takes(Keyword.NOT)) {
            descend();
            Condition negated = one().negate();
            level--;
            return negated;
        }
        if (takes("(")) {
            Condition inner = condition();
            require(")");
            return inner;
        }
        return test(name());
    }

    private String name() {
        Token token = peek();
        if (token.kind() != Token.Kind.NAME || token.text().isEmpty()) {
            throw expected("the name of a field, 'not' or '('");
        }
        next++;
        return token.text();
    }

    private Condition test(String field) {
        if (takes(Keyword.EXISTS)) {
            return Condition.exists(field);
        }
        if (takes(Keyword.IS)) {
            boolean not = takes(Keyword.NOT);
            if (!takes(Keyword.NULL)) {
                throw expected("'null'");
            }
            return not ? Condition.exists(field) : Condition.exists(field).negate();
        }
        if (takes(Keyword.NOT)) {
            requireIn();
            return values(field).negate();
        }
        if (takes(Keyword.IN)) {
            return values(field);
        }
        return comparison(field);
    }

    private void requireIn() {
        if (!takes(Keyword.IN)) {
            throw expected("'in'");
        }
    }

    private Condition comparison(String field) {
        if (takes("=")) {
            return Condition.in(field, equalTo());
        }
        if (takes("!=") || takes("<>")) {
            return Condition.in(field, equalTo()).negate();
        }
        for (Order order : Order.values()) {
            if (takes(order.sign())) {
                return compared(field, order);
            }
        }
        throw expected("=, !=, <, <=, >, >=, 'in', 'exists' or 'is null'");
    }

    private Condition compared(String field, Order order) {
        int position = peek().position();
        Object value = value();
        if (value instanceof String written) {
            value = TimeTexts.canonical(written).orElse(written);
        }
        try {
            return new Compared(field, order, value);
        } catch (IllegalArgumentException e) {
            throw new InvalidConditionException(e.getMessage() + ":", text, position);
        }
    }

    private Condition values(String field) {
        require("(");
        List<Object> values = new ArrayList<>();
        do {
            values.addAll(equalTo());
        } while (takes(","));
        require(")");
        return Condition.in(field, values);
    }

    /** A value, and how Syncline stores it if it is a time that is written otherwise. */
    private List<Object> equalTo() {
        Object value = value();
        Optional<String> stored = value instanceof String written
                ? TimeTexts.canonical(written).filter(canonical -> !canonical.equals(written))
                : Optional.empty();
        return stored.map(canonical -> List.of(value, canonical)).orElseGet(() -> List.of(value));
    }

    private Object value() {
        Token token = peek();
        if (token.kind() == Token.Kind.TEXT) {
            next++;
            return token.text();
        }
        if (token.kind() == Token.Kind.NUMBER) {
            next++;
            return NumberLiterals.read(token, text);
        }
        if (takes(Keyword.TRUE)) {
            return true;
        }
        if (takes(Keyword.FALSE)) {
            return false;
        }
        throw expected("a text in single quotes, a number, true or false");
    }

    private void require(String sign) {
        if (!takes(sign)) {
            throw expected("'" + sign + "'");
        }
    }

    private boolean takes(String sign) {
        boolean found = peek().isSign(sign);
        next += found ? 1 : 0;
        return found;
    }

    private boolean takes(Keyword keyword) {
        boolean found = peek().is(keyword);
        next += found ? 1 : 0;
        return found;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private InvalidConditionException expected(String what) {
        return new InvalidConditionException("Expected " + what, text, peek().position());
    }
}
