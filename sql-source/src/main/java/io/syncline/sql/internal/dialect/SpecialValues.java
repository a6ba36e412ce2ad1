package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldValue;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values that are no number and no time, but of such a type. They are texts, as the database writes them. */
final class SpecialValues {

    /** What the driver of PostgreSQL makes of an infinite time. */
    private static final Set<Temporal> NEVER = Set.of(LocalDate.MAX, LocalDateTime.MAX, OffsetDateTime.MAX);

    private static final Set<Temporal> EVER = Set.of(LocalDate.MIN, LocalDateTime.MIN, OffsetDateTime.MIN);

    private SpecialValues() {}

    /** The text of a number that is none, or of a time that never comes; empty for all others. */
    static Optional<FieldValue> of(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? Optional.empty() : Optional.of(text(Double.toString(number)));
        }
        if (value instanceof Temporal time) {
            return NEVER.contains(time)
                    ? Optional.of(text("infinity"))
                    : EVER.contains(time) ? Optional.of(text("-infinity")) : Optional.empty();
        }
        return Optional.empty();
    }

    private static FieldValue text(String text) {
        return new FieldValue.Text(text);
    }
}
