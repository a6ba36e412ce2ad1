package io.syncline.api.filter;

/** A text is no condition. The message shows where and what was expected. */
public final class InvalidConditionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int position;

    InvalidConditionException(String problem, String text, int position) {
        super(problem + " at character " + (position + 1) + " of the condition" + near(text, position));
        this.position = position;
    }

    private static String near(String text, int position) {
        int end = Math.min(text.length(), position + 20);
        return position >= text.length()
                ? ", which is its end"
                : ": " + text.substring(position, end).strip();
    }

    /** Where the problem is: the number of characters before it. */
    public int position() {
        return position;
    }
}
