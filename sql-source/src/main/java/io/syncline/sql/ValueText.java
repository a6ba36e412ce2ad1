package io.syncline.sql;

import io.syncline.core.port.record.FieldValue;
import java.math.BigDecimal;

/** Values of a row of another table, as they stand in a line. */
final class ValueText {

    private ValueText() {}

    static String of(FieldValue value) {
        if (value instanceof FieldValue.Text text) {
            return text.value();
        }
        if (value instanceof FieldValue.Html html) {
            return html.value();
        }
        if (value instanceof FieldValue.Bool flag) {
            return flag.value() ? "yes" : "no";
        }
        if (value instanceof FieldValue.Day day) {
            return day.value().toString();
        }
        if (value instanceof FieldValue.Timestamp time) {
            return time.value().toString();
        }
        if (value instanceof FieldValue.Choice choice) {
            return choice.label();
        }
        return value instanceof FieldValue.Json json ? json.value() : number(value);
    }

    private static String number(FieldValue value) {
        if (value instanceof FieldValue.Whole number) {
            return Long.toString(number.value());
        }
        if (value instanceof FieldValue.Decimal number) {
            return decimal(number.value());
        }
        if (value instanceof FieldValue.Money money) {
            return decimal(money.amount());
        }
        return "";
    }

    private static String decimal(double number) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }
}
