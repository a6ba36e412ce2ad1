package io.syncline.odoo;

import io.syncline.core.text.FieldText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Plants a value of its own in private fields of records of a real server, and remembers those that the server has kept.
 * What it lacks or refuses is skipped, since versions and modules differ.
 */
final class RealPlants implements AutoCloseable {

    /** What says that a text was read at all. */
    static final String OPEN = "Opentext";

    private static final LocalDate FIRST_DAY = LocalDate.of(1851, 1, 1);

    /** What the server checks: a PIN has digits, a position is one. */
    private static final Map<String, String> OF_DIGITS = Map.of("pin", "", "session_code", "");

    private record Written(String model, long id) {}

    private final RealOdooClient odoo = new RealOdooClient();
    private final Map<String, Map<String, String>> types = new TreeMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> skipped = new ArrayList<>();
    private final List<Written> written = new ArrayList<>();

    /** Texts differ from those of all runs before, of which some records stay with values that anybody may see. */
    private final int run = lastContact() % 4000;

    private int number;

    private int lastContact() {
        return odoo.call("res.partner", "search", List.of(), 0, 1, "id desc") instanceof List<?> ids
                ? ((Number) ids.get(0)).intValue()
                : 0;
    }

    RealOdooClient odoo() {
        return odoo;
    }

    /** What must not be seen, with the fields that have it. */
    Map<String, String> values() {
        return values;
    }

    /** What the server lacks or refuses, and why. */
    List<String> skipped() {
        return skipped;
    }

    /** The records that have planted values, by model. */
    Map<String, List<Long>> records() {
        Map<String, List<Long>> records = new TreeMap<>();
        written.forEach(one ->
                records.computeIfAbsent(one.model(), none -> new ArrayList<>()).add(one.id()));
        return records;
    }

    /** The types of the fields of a model; empty if the server has no such model. */
    Map<String, String> types(String model) {
        return types.computeIfAbsent(model, name -> {
            Map<String, String> found = new TreeMap<>();
            try {
                Map<?, ?> fields = (Map<?, ?>) odoo.call(name, "fields_get", List.of(), List.of("type"));
                Objects.requireNonNull(fields)
                        .forEach((field, about) ->
                                found.put(String.valueOf(field), String.valueOf(((Map<?, ?>) about).get("type"))));
            } catch (CallFailure absent) {
                skipped.add(name + ": " + absent.getMessage());
            }
            return found;
        });
    }

    /** The model has other fields now. */
    void forget(String model) {
        types.remove(model);
    }

    /**
     * Creates a record and plants values in some of its fields.
     *
     * @param model its model
     * @param open values that anybody may see
     * @param fields the fields to plant in
     * @return the record, or empty if it cannot be created
     */
    Optional<Long> plant(String model, Map<String, Object> open, String... fields) {
        Map<String, String> known = types(model);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> shown = new LinkedHashMap<>(open);
        shown.keySet().retainAll(known.keySet());
        Map<String, Object> planted = new LinkedHashMap<>();
        for (String field : fields) {
            if (known.containsKey(field)) {
                planted.put(field, value(field, known.get(field)));
            } else {
                skipped.add(model + "." + field + ": no such field");
            }
        }
        Map<String, Object> all = new LinkedHashMap<>(shown);
        all.putAll(planted);
        Optional<Long> id = create(model, all).or(() -> create(model, shown));
        id.ifPresent(record -> {
            written.add(new Written(model, record));
            planted.forEach((field, value) -> keep(model, record, field, value));
        });
        return id;
    }

    private Optional<Long> create(String model, Map<String, Object> values) {
        try {
            return Optional.of(odoo.create(model, values));
        } catch (CallFailure refused) {
            skipped.add(model + ": " + refused.getMessage());
            return Optional.empty();
        }
    }

    /** A value counts if the server returns it, once it was created or written. */
    private void keep(String model, long id, String field, Object value) {
        try {
            if (!has(model, id, field, value)) {
                odoo.write(model, id, Map.of(field, value));
            }
            if (has(model, id, field, value)) {
                values.put(shape(value), model + "." + field);
                return;
            }
            skipped.add(model + "." + field + ": not kept");
        } catch (CallFailure refused) {
            skipped.add(model + "." + field + ": " + refused.getMessage());
        }
    }

    private boolean has(String model, long id, String field, Object value) {
        return odoo.call(model, "read", List.of((int) id), List.of(field)) instanceof List<?> rows
                && rows.toString().contains(shape(value));
    }

    /** A value as texts and payloads would have it. */
    private static String shape(Object value) {
        if (value instanceof Double number) {
            return FieldText.number(number);
        }
        String text = value.toString().replaceAll("</?p>", "");
        return text.matches("18\\d\\d-\\d\\d-\\d\\d .*") ? text.substring(0, 10) : text;
    }

    private Object value(String field, String type) {
        number++;
        boolean coordinate = field.endsWith("latitude") || field.endsWith("longitude");
        return switch (type) {
            case "date" -> FIRST_DAY.plusDays(number).toString();
            case "datetime" -> FIRST_DAY.plusDays(number) + " 03:04:05";
            case "integer" -> 7_300_000 + number * 7;
            case "float", "monetary" -> coordinate ? 41.7 + number / 100_000.0 : 7_300_000.5 + number * 7;
            case "html" -> "<p>" + text() + "</p>";
            default -> OF_DIGITS.containsKey(field) ? Integer.toString(7_300_000 + number * 7) : text();
        };
    }

    /** Letters and digits only, and few of them: badges take no more. */
    String text() {
        return String.format(Locale.ROOT, "Planted%04dr%03dq", run, ++number);
    }

    /** A value that must not be seen, which counts if the server returns it. */
    void confirm(String value, String model, long id, String field) {
        if (has(model, id, field, value)) {
            values.put(value, model + "." + field);
        } else {
            skipped.add(model + "." + field + ": not kept");
        }
    }

    /** Deletes what was created, as far as the server allows. */
    @Override
    public void close() {
        for (int i = written.size() - 1; i >= 0; i--) {
            Written one = written.get(i);
            try {
                odoo.delete(one.model(), List.of(one.id()));
            } catch (CallFailure kept) {
                skipped.add(one.model() + " " + one.id() + " stays: " + kept.getMessage());
            }
        }
        odoo.close();
    }
}
