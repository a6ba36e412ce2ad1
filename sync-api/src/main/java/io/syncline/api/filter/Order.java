package io.syncline.api.filter;

/** How a stored value lies to the value it is compared with. */
public enum Order {
    /** It is less. */
    LESS("<"),
    /** It is less or equal. */
    AT_MOST("<="),
    /** It is greater. */
    GREATER(">"),
    /** It is greater or equal. */
    AT_LEAST(">=");

    private final String sign;

    Order(String sign) {
        this.sign = sign;
    }

    /** The sign that {@link Condition#parse} reads, which is also that of SQL. */
    public String sign() {
        return sign;
    }

    /**
     * Whether a comparison satisfies it.
     *
     * @param comparison negative, zero or positive, as {@link Comparable#compareTo} of the stored value returns
     */
    public boolean accepts(int comparison) {
        return switch (this) {
            case LESS -> comparison < 0;
            case AT_MOST -> comparison <= 0;
            case GREATER -> comparison > 0;
            case AT_LEAST -> comparison >= 0;
        };
    }
}
