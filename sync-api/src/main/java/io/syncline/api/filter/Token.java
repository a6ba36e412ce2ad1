package io.syncline.api.filter;

/**
 * A part of a condition as it is written.
 *
 * @param kind what it is
 * @param text its characters; of texts and quoted names those within the quotes
 * @param position the number of characters before it
 */
record Token(Kind kind, String text, int position) {

    /** What a token is. */
    enum Kind {
        NAME,
        KEYWORD,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean is(Keyword keyword) {
        return kind == Kind.KEYWORD && Keyword.of(text).filter(keyword::equals).isPresent();
    }
}
