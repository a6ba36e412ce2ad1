package io.syncline.odoo.testserver;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a translated field, by language; English where there is no translation. */
record PerLanguage(Map<String, String> values) {
    private static final String SOURCE = "en_US";

    static @Nullable PerLanguage of(@Nullable Object before, String language, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        Map<String, String> all = new LinkedHashMap<>();
        if (before instanceof PerLanguage known) {
            all.putAll(known.values());
        }
        all.put(language, (String) value);
        all.putIfAbsent(SOURCE, (String) value);
        return new PerLanguage(all);
    }

    @Nullable Object in(String language) {
        String own = values.get(language);
        return own != null ? own : values.get(SOURCE);
    }
}
