package io.syncline.odoo;

import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue.Reference;
import io.syncline.odoo.internal.recipe.RecipeLines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order of lines, which must not change unless the lines do. Odoo sorts linked records by fields that are equal for many
 * of them, such as the level of a skill, and PostgreSQL puts equals in an order that changes when a row is rewritten. So lines
 * come by the position that users give them, else as they were created, and the last created first where only some are shown.
 */
final class LineOrder {

    private static final String POSITION = "sequence";

    private LineOrder() {}

    /** The field by which the records of a model are ordered by hand, if they are. */
    static Optional<OdooField> position(Map<String, OdooField> fields) {
        return Optional.ofNullable(fields.get(POSITION))
                .filter(field -> field.type() == FieldType.WHOLE && field.stored());
    }

    /** The rows of linked records that were read, in the order in which they are shown. */
    static List<Map<String, Object>> rows(RecipePart part, RecipeLines lines, List<Reference> links, Related related) {
        List<Map<String, Object>> rows = new ArrayList<>(links.size());
        for (Reference link : links) {
            Map<String, Object> row = related.row(part.field(), link.id().number());
            if (row != null) {
                rows.add(row);
            }
        }
        if (part.targets().containsKey(POSITION)) {
            rows.sort(Comparator.comparingLong((Map<String, Object> row) -> whole(row.get(POSITION)))
                    .thenComparingLong(RowReader::id));
        } else {
            Comparator<Map<String, Object>> age = Comparator.comparingLong(RowReader::id);
            rows.sort(lines.newestFirst() ? age.reversed() : age);
        }
        return rows;
    }

    private static long whole(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
