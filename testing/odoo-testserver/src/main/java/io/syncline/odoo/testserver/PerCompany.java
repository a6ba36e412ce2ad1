package io.syncline.odoo.testserver;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a company-dependent field, by company. */
record PerCompany(Map<Long, Object> values) {

    static PerCompany of(@Nullable Object before, long company, @Nullable Object value) {
        Map<Long, Object> all = new LinkedHashMap<>();
        if (before instanceof PerCompany known) {
            all.putAll(known.values());
        }
        if (value == null) {
            all.remove(company);
        } else {
            all.put(company, value);
        }
        return new PerCompany(all);
    }

    @Nullable Object in(long company) {
        return values.get(company);
    }

    Collection<Object> all() {
        return values.values();
    }
}
