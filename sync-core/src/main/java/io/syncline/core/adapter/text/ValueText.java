package io.syncline.core.adapter.text;

import io.syncline.core.port.record.FieldValue;
import io.syncline.core.text.FieldText;

/** Values in lines that an adapter makes of linked records, written as the engine writes those of fields. */
public final class ValueText {

    private ValueText() {}

    /**
     * The text of a value.
     *
     * @param value a value of a record
     * @return its text, of several lines if it has several; empty if there is nothing to say
     */
    public static String of(FieldValue value) {
        return FieldText.of(value);
    }

    /**
     * The shortest decimal form without an exponent.
     *
     * @param value a number
     * @return its form; empty for what is no number, or infinite
     */
    public static String number(double value) {
        return FieldText.number(value);
    }
}
