package io.syncline.pgvector;

import io.syncline.api.filter.And;
import io.syncline.api.filter.Compared;
import io.syncline.api.filter.Condition;
import io.syncline.api.filter.Exists;
import io.syncline.api.filter.Not;
import io.syncline.api.filter.OneOf;
import io.syncline.api.filter.Or;
import io.syncline.core.adapter.jdbc.PostgresNames;
import java.util.List;

/** Conditions on payloads as they are stored, where U+FFFD stands for U+0000, which PostgreSQL refuses. */
final class StorableCondition {

    private StorableCondition() {}

    static Condition of(Condition condition) {
        if (condition instanceof OneOf in) {
            return new OneOf(
                    PostgresNames.storable(in.field()),
                    in.values().stream().map(StorableCondition::value).toList());
        }
        if (condition instanceof Compared compared) {
            return new Compared(PostgresNames.storable(compared.field()), compared.order(), compared.value());
        }
        if (condition instanceof Exists exists) {
            return new Exists(PostgresNames.storable(exists.field()));
        }
        List<Condition> parts =
                condition.parts().stream().map(StorableCondition::of).toList();
        if (condition instanceof Not) {
            return new Not(parts.get(0));
        }
        return condition instanceof And ? new And(parts) : new Or(parts);
    }

    private static Object value(Object value) {
        return value instanceof String text ? PostgresNames.storable(text) : value;
    }
}
