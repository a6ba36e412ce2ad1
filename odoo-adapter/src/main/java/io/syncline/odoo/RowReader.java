package io.syncline.odoo;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.WireFields.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads records. A field that fails is missing in the records for which it does. A request that fails whatever its fields is
 * split until the record at fault is alone, and that record is rejected. A failure that may be an outage is split only while
 * the server answers a small search of the same model.
 */
final class RowReader {

    private static final String NOT_SENT = "the server did not send this field";

    private final OdooApi api;
    private final ValueDecoder decoder;
    private final PartDecoder parts;
    private final FileReader files;

    RowReader(OdooApi api, ValueDecoder decoder, FileReader files) {
        this.api = api;
        this.files = files;
        this.decoder = decoder;
        parts = new PartDecoder(decoder);
    }

    /**
     * Records that were read, and records that could not be read.
     *
     * @param records ascending by id
     * @param rejected ascending by id
     * @param listed the number of ids that the source listed
     * @param last the position of the last id listed, the start if there is none
     */
    record Rows(List<SourceRecord> records, List<RejectedRecord> rejected, int listed, Cursor last) {}

    /** Reads the first records that meet a condition. */
    Rows first(Query query, Domain domain, int limit) {
        Readings read;
        try {
            read = new FieldIsolation(api, query).read(domain, limit, false);
        } catch (CallFailure failure) {
            RecordSplit.giveUpOrSplit(api, query, failure, limit);
            List<Long> ids = api.search(query.model().name().value(), domain, limit);
            if (ids.isEmpty()) {
                throw failure;
            }
            return chunk(query, ids);
        }
        query.model().pageSize(isSlim(query)).worked(limit);
        return decode(query, read, new ArrayList<>(), read.rows().size(), last(idsOf(read.rows())));
    }

    /** Reads some records; those that do not exist or are out of scope are left out. */
    Rows chunk(Query query, List<Long> ids) {
        Readings read = new Readings();
        List<RejectedRecord> rejected = new ArrayList<>();
        new RecordSplit(api, query, read, rejected).readAll(ids);
        return decode(query, read, rejected, ids.size(), last(ids));
    }

    static boolean isSlim(Query query) {
        return query.fields().isEmpty();
    }

    private Rows decode(Query query, Readings read, List<RejectedRecord> rejected, int listed, Cursor last) {
        List<Wanted> wanted = WireFields.of(query).wanted();
        Related related = Related.of(api, query.model(), wanted, read.rows());
        PageFiles texts = PageFiles.of(files, query, wanted, read.rows());
        List<SourceRecord> records = new ArrayList<>(read.rows().size());
        Map<Long, Integer> rows = new HashMap<>();
        read.rows().forEach(row -> rows.merge(id(row), 1, Integer::sum));
        for (Map<String, Object> row : read.rows()) {
            if (isRepeated(query, rows, id(row), rejected) || isUndecided(query, row, read, rejected)) {
                continue;
            }
            try {
                records.add(
                        query.isPrivate(row)
                                ? nothing(wanted, row)
                                : record(wanted, row, new Context(related, texts, read.unreadable(id(row)))));
            } catch (ValueDecoder.Unexpected unexpected) {
                rejected.add(new RejectedRecord(RecordId.of(id(row)), String.valueOf(unexpected.getMessage())));
            }
        }
        rejected.sort((a, b) -> a.id().compareTo(b.id()));
        return new Rows(records, rejected, listed, last);
    }

    /** Whether nobody knows if a record is private, since a value that decides about that could not be read. */
    private static boolean isUndecided(
            Query query, Map<String, Object> row, Readings read, List<RejectedRecord> rejected) {
        Optional<String> field = isSlim(query) ? Optional.empty() : query.undecided(row);
        field.ifPresent(name -> rejected.add(new RejectedRecord(
                RecordId.of(id(row)),
                "the field " + name + ", which decides whether the record is private, cannot be read: "
                        + read.unreadable(id(row)).getOrDefault(name, NOT_SENT))));
        return field.isPresent();
    }

    /** Whether a row is one of several with one id; the first of them is listed, or rejected for all. */
    private static boolean isRepeated(Query query, Map<Long, Integer> rows, long id, List<RejectedRecord> rejected) {
        int count = rows.getOrDefault(id, 0);
        if (count == 1) {
            return false;
        }
        rows.put(id, 0);
        boolean first = count > 1;
        if (first && !isSlim(query)) {
            rejected.add(new RejectedRecord(
                    RecordId.of(id),
                    query.model().name() + " has " + count + " records with the id " + id
                            + "; make its ids unique, or exclude them with a filter"));
        }
        return !(first && isSlim(query));
    }

    /** What was read besides a row. */
    private record Context(Related related, PageFiles files, Map<String, String> unreadable) {

        /** Why a value is not complete, or empty if it is. */
        Optional<String> lacks(Wanted wanted, Map<String, Object> row) {
            return Optional.ofNullable(wanted.field().currencyField())
                    .map(unreadable::get)
                    .or(() -> related.failure(wanted, row.get(wanted.field().name())));
        }
    }

    private SourceRecord record(List<Wanted> fields, Map<String, Object> row, Context context)
            throws ValueDecoder.Unexpected {
        Map<String, FieldValue> values = new HashMap<>(fields.size() * 4 / 3 + 1);
        Map<String, String> missing = new TreeMap<>();
        for (Wanted wanted : fields) {
            OdooField field = wanted.field();
            Optional<FileText> text = context.files().text(wanted, id(row));
            Optional<String> condition = Optional.ofNullable(wanted.part())
                    .flatMap(part -> part.when().missing(row));
            if (condition.isPresent()) {
                missing.put(wanted.name(), context.unreadable().getOrDefault(condition.get(), NOT_SENT));
            } else if (text.isPresent()) {
                values.put(wanted.name(), new FieldValue.Text(text.get().text()));
                text.map(FileText::problem)
                        .filter(problem -> !problem.isEmpty())
                        .ifPresent(problem -> missing.put(wanted.name(), problem));
            } else if (row.containsKey(field.name())) {
                values.put(wanted.name(), value(wanted, row, context.related()));
                context.lacks(wanted, row).ifPresent(reason -> missing.put(wanted.name(), reason));
            } else {
                missing.put(wanted.name(), context.unreadable().getOrDefault(field.name(), NOT_SENT));
            }
        }
        return new SourceRecord(RecordId.of(id(row)), version(row.get("write_date")), values, missing);
    }

    /** A record that is private as a whole has nothing to say. */
    private static SourceRecord nothing(List<Wanted> fields, Map<String, Object> row) throws ValueDecoder.Unexpected {
        Map<String, FieldValue> values = new HashMap<>();
        fields.forEach(wanted -> values.put(wanted.name(), FieldValue.EMPTY));
        return new SourceRecord(RecordId.of(id(row)), version(row.get("write_date")), values, Map.of());
    }

    private FieldValue value(Wanted wanted, Map<String, Object> row, Related related) throws ValueDecoder.Unexpected {
        OdooField field = wanted.field();
        Object value = row.get(field.name());
        if (field.name().equals("display_name") && value instanceof String name) {
            return isTechnical(name, id(row)) ? FieldValue.EMPTY : new FieldValue.Text(Texts.name(name));
        }
        if (wanted.part() != null) {
            return parts.decode(wanted.part(), row, related);
        }
        return wanted.sub() == null
                ? decoder.decode(field, value, row, related)
                : decoder.decodeLinked(field, wanted.sub(), value, related);
    }

    /** Records without a name are named by their model and id. */
    private static boolean isTechnical(String name, long id) {
        return name.matches("[a-z][a-z0-9_.]*," + id);
    }

    /** The version of a row with this change time; 0 if it has none. */
    static long version(@Nullable Object writeDate) throws ValueDecoder.Unexpected {
        if (!(writeDate instanceof String text)) {
            return 0;
        }
        try {
            return Math.max(0, Texts.instant(text).toEpochMilli());
        } catch (IllegalArgumentException noTime) {
            throw new ValueDecoder.Unexpected("write_date is " + text);
        }
    }

    static long id(Map<String, Object> row) {
        return ((Number) row.getOrDefault("id", 0)).longValue();
    }

    static List<Long> idsOf(List<Map<String, Object>> rows) {
        return rows.stream().map(RowReader::id).toList();
    }

    private static Cursor last(List<Long> ids) {
        return ids.isEmpty() ? Cursor.START : Cursor.after(ids.get(ids.size() - 1));
    }
}
