package io.syncline.core.port.record;

import io.syncline.api.RecordId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value of a field, typed. */
public sealed interface FieldValue {

    /** No value. */
    FieldValue EMPTY = new Empty();

    /** No value; see {@link #EMPTY}. */
    record Empty() implements FieldValue {}

    /**
     * Plain text.
     *
     * @param value the text, possibly blank
     */
    record Text(String value) implements FieldValue {}

    /**
     * Marked-up text.
     *
     * @param value HTML as stored
     */
    record Html(String value) implements FieldValue {}

    /**
     * True or false.
     *
     * @param value which
     */
    record Bool(boolean value) implements FieldValue {}

    /**
     * A whole number.
     *
     * @param value the number
     */
    record Whole(long value) implements FieldValue {}

    /**
     * A number with a fraction.
     *
     * @param value the number; may be NaN or infinite if the source stores that
     */
    record Decimal(double value) implements FieldValue {}

    /**
     * An amount of money.
     *
     * @param amount the amount
     * @param currency name of the currency such as EUR, or null if unknown
     */
    record Money(double amount, @Nullable String currency) implements FieldValue {}

    /**
     * A day without a time.
     *
     * @param value the day
     */
    record Day(LocalDate value) implements FieldValue {}

    /**
     * A point in time.
     *
     * @param value the instant, in a year that {@link LocalDateTime} has
     */
    record Timestamp(Instant value) implements FieldValue {

        private static final Instant FIRST = LocalDateTime.MIN.toInstant(ZoneOffset.UTC);
        private static final Instant LAST = LocalDateTime.MAX.toInstant(ZoneOffset.UTC);

        /** Refuses an instant that no calendar can show. */
        public Timestamp {
            if (value.isBefore(FIRST) || value.isAfter(LAST)) {
                throw new IllegalArgumentException("The time is beyond the years that can be written");
            }
        }
    }

    /**
     * One of a fixed list.
     *
     * @param key technical key
     * @param label what people read; the key if there is no label
     */
    record Choice(String key, String label) implements FieldValue {}

    /**
     * A link to a record.
     *
     * @param id the linked record
     * @param name its display name, or null if it was not read
     */
    record Reference(RecordId id, @Nullable String name) implements FieldValue {

        /**
         * The display name.
         *
         * @return the name, or empty if it was not read
         */
        public Optional<String> displayName() {
            return Optional.ofNullable(name);
        }
    }

    /**
     * Links to several records.
     *
     * @param values the links, in the order of the source
     */
    record References(List<Reference> values) implements FieldValue {

        /** Copies the list. */
        public References {
            values = List.copyOf(values);
        }
    }

    /**
     * Labelled values defined by a parent record.
     *
     * @param values the values, in the order of the source
     */
    record Properties(List<Property> values) implements FieldValue {

        /** Copies the list. */
        public Properties {
            values = List.copyOf(values);
        }
    }

    /**
     * One of {@link Properties}.
     *
     * @param label what people read
     * @param value its value
     */
    record Property(String label, FieldValue value) {}

    /**
     * Any JSON.
     *
     * @param value JSON text
     */
    record Json(String value) implements FieldValue {}
}
