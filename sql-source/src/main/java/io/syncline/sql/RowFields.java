package io.syncline.sql;

import io.syncline.core.port.record.FieldValue;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a row, by name. Rows of a page share their names, so that a row costs no table of hashes: there are many rows,
 * and few fields.
 */
final class RowFields extends AbstractMap<String, FieldValue> {

    private final List<String> names;
    private final FieldValue[] values;

    /**
     * Takes over both.
     *
     * @param names distinct
     * @param values one for each name
     */
    RowFields(List<String> names, FieldValue[] values) {
        this.names = names;
        this.values = values;
    }

    @Override
    public @Nullable FieldValue get(@Nullable Object name) {
        int index = names.indexOf(name);
        return index < 0 ? null : values[index];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return names.contains(name);
    }

    @Override
    public Set<Map.Entry<String, FieldValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, FieldValue>> iterator() {
                return entries();
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }

    private Iterator<Map.Entry<String, FieldValue>> entries() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < values.length;
            }

            @Override
            public Map.Entry<String, FieldValue> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int index = next++;
                return Map.entry(names.get(index), values[index]);
            }
        };
    }
}
