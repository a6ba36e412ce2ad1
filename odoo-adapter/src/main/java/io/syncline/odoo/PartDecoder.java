package io.syncline.odoo;

import io.syncline.core.adapter.text.ValueText;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.FieldValue.Reference;
import io.syncline.odoo.ValueDecoder.Unexpected;
import io.syncline.odoo.internal.privacy.PrivateRecords;
import io.syncline.odoo.internal.recipe.LineValue;
import io.syncline.odoo.internal.recipe.RecipeLines;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Decodes the parts of recipes: a field under conditions, or lines of linked records as an HTML list. Thread-safe. */
final class PartDecoder {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String HEADING = "# ";

    private final ValueDecoder decoder;

    PartDecoder(ValueDecoder decoder) {
        this.decoder = decoder;
    }

    /** Whether a line can show values of a field. */
    static boolean canShow(OdooField field) {
        return switch (field.type()) {
            case BOOLEAN, PROPERTIES, JSON, BINARY, OTHER -> false;
            default -> true;
        };
    }

    FieldValue decode(RecipePart part, Map<String, Object> row, Related related) throws Unexpected {
        if (!part.when().areMetBy(row)) {
            return FieldValue.EMPTY;
        }
        FieldValue value = decoder.decode(part.field(), row.get(part.field().name()), row, related);
        if (part.lines().isEmpty()) {
            return part.unit().isEmpty() ? value : withUnit(value, part.unit());
        }
        return value instanceof FieldValue.References links
                ? lines(part, part.lines().get(), links.values(), related)
                : FieldValue.EMPTY;
    }

    /** A number of hours or kilograms says nothing without its unit; a zero says nothing with it. */
    private static FieldValue withUnit(FieldValue value, String unit) {
        String number = text(value);
        return number.isEmpty() ? FieldValue.EMPTY : new FieldValue.Text(number + " " + unit);
    }

    private FieldValue lines(RecipePart part, RecipeLines lines, List<Reference> links, Related related)
            throws Unexpected {
        StringBuilder html = new StringBuilder();
        int shown = 0;
        int more = 0;
        for (Map<String, Object> row : LineOrder.rows(part, lines, links, related)) {
            if (!lines.only().areMetBy(row) || isPrivate(part, row)) {
                continue;
            }
            String line = line(part, lines, row, related);
            if (shown < lines.limit()) {
                shown += line.isEmpty() ? 0 : 1;
                html.append(line);
            } else {
                more += line.isEmpty() ? 0 : 1;
            }
        }
        if (more > 0) {
            html.append("<li>… and ").append(more).append(" more</li>");
        }
        return html.isEmpty() ? FieldValue.EMPTY : new FieldValue.Html(html.toString());
    }

    private static boolean isPrivate(RecipePart part, Map<String, Object> row) {
        String model = String.valueOf(part.field().relation());
        return PrivateRecords.decidingFieldsOfLines(model).stream()
                .filter(name -> part.targets().containsKey(name))
                .anyMatch(name -> !row.containsKey(name) || PrivateRecords.isPrivate(model, name, row.get(name)));
    }

    private String line(RecipePart part, RecipeLines lines, Map<String, Object> row, Related related)
            throws Unexpected {
        Map<String, LineValue> values = new HashMap<>();
        for (Map.Entry<String, OdooField> target : part.targets().entrySet()) {
            FieldValue value = decoder.decode(target.getValue(), row.get(target.getKey()), row, related);
            values.put(target.getKey(), new LineValue(html(value), kind(value)));
        }
        String line = lines.each().line(name -> values.getOrDefault(name, LineValue.NONE));
        if (line.startsWith(HEADING)) {
            int end = line.indexOf('\n');
            return end < 0
                    ? ""
                    : "<h4>" + line.substring(HEADING.length(), end) + "</h4><div>" + line.substring(end + 1)
                            + "</div>";
        }
        return line.isEmpty() ? "" : "<li>" + line + "</li>";
    }

    private static LineValue.Kind kind(FieldValue value) {
        if (value instanceof FieldValue.Money) {
            return LineValue.Kind.AMOUNT;
        }
        boolean isText = value instanceof FieldValue.Text
                || value instanceof FieldValue.Choice
                || value instanceof Reference
                || value instanceof FieldValue.References;
        return isText ? LineValue.Kind.TEXT : LineValue.Kind.EXACT;
    }

    /** A value as HTML; empty if it says nothing. */
    private static String html(FieldValue value) {
        if (value instanceof FieldValue.Html html) {
            return html.value();
        }
        return Texts.escaped(text(value));
    }

    private static String text(FieldValue value) {
        if (isZero(value)) {
            return "";
        }
        return value instanceof FieldValue.Timestamp time ? MINUTES.format(time.value()) : ValueText.of(value);
    }

    /** In a line, which shows many fields, a zero says nothing. */
    private static boolean isZero(FieldValue value) {
        if (value instanceof FieldValue.Money money) {
            return money.amount() == 0;
        } else if (value instanceof FieldValue.Decimal decimal) {
            return decimal.value() == 0;
        }
        return value instanceof FieldValue.Whole whole && whole.value() == 0;
    }
}
