package io.syncline.core.text;

import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.FieldValue.Bool;
import io.syncline.core.port.record.FieldValue.Choice;
import io.syncline.core.port.record.FieldValue.Day;
import io.syncline.core.port.record.FieldValue.Decimal;
import io.syncline.core.port.record.FieldValue.Empty;
import io.syncline.core.port.record.FieldValue.Html;
import io.syncline.core.port.record.FieldValue.Json;
import io.syncline.core.port.record.FieldValue.Money;
import io.syncline.core.port.record.FieldValue.Properties;
import io.syncline.core.port.record.FieldValue.Reference;
import io.syncline.core.port.record.FieldValue.References;
import io.syncline.core.port.record.FieldValue.Text;
import io.syncline.core.port.record.FieldValue.Timestamp;
import io.syncline.core.port.record.FieldValue.Whole;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Values as text for people, identical in every version and on every machine: what texts, templates, payloads and lines of
 * linked records show of them.
 */
public final class FieldText {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private FieldText() {}

    /**
     * The text of a value.
     *
     * @param value a value of a record
     * @return its text, of several lines if it has several; empty if there is nothing to say
     */
    public static String of(FieldValue value) {
        if (value instanceof Text text) {
            return PlainText.lines(text.value());
        } else if (value instanceof Html html) {
            return HtmlText.of(html.value());
        } else if (value instanceof Reference reference) {
            return PlainText.lines(reference.displayName().orElse(""));
        } else if (value instanceof References references) {
            return joined(references.values().stream().map(FieldText::of).toList(), ", ");
        } else if (value instanceof Choice choice) {
            return PlainText.lines(choice.label());
        } else if (value instanceof Properties properties) {
            return joined(properties.values().stream().map(FieldText::property).toList(), "; ");
        } else if (value instanceof Json json) {
            return PlainText.lines(json.value());
        }
        return scalar(value);
    }

    private static String scalar(FieldValue value) {
        if (value instanceof Whole whole) {
            return Long.toString(whole.value());
        } else if (value instanceof Bool bool) {
            return bool.value() ? "yes" : "no";
        } else if (value instanceof Decimal decimal) {
            return number(decimal.value());
        } else if (value instanceof Money money) {
            String amount = amount(money.amount());
            return money.currency() == null || amount.isEmpty() ? amount : amount + " " + money.currency();
        } else if (value instanceof Day day) {
            return day.value().toString();
        } else if (value instanceof Timestamp timestamp) {
            return instant(timestamp.value());
        } else if (value instanceof Empty) {
            return "";
        }
        throw new IllegalArgumentException("No text form for " + value.getClass());
    }

    private static String property(FieldValue.Property property) {
        String text = of(property.value());
        return text.isEmpty() ? "" : PlainText.lines(property.label()) + ": " + text;
    }

    private static String joined(List<String> parts, String separator) {
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(separator));
    }

    /**
     * The shortest decimal form without an exponent.
     *
     * @param value a number
     * @return its form; empty for what is no number, or infinite
     */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    /** Cents have two digits, as people write them. */
    private static String amount(double value) {
        String text = number(value);
        return text.indexOf('.') == text.length() - 2 && text.length() > 2 ? text + "0" : text;
    }

    private static String instant(Instant value) {
        return SECONDS.format(value);
    }
}
