package io.syncline.sql;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.ChangeProbe;
import io.syncline.core.port.ChangeSignals;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.RetainingSource;
import io.syncline.core.port.SignallingSource;
import io.syncline.core.port.SourceClock;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.NewestChanges;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.RetainedSignals;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.sql.internal.dialect.ChangeTime;
import io.syncline.sql.internal.dialect.LocalZone;
import io.syncline.sql.internal.dialect.SqlText;
import io.syncline.sql.internal.key.KeyCodec;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads records from tables, views and queries of a database.
 *
 * <p>Each call is a read-only transaction of its own with a few statements: no snapshot and no cursor outlives it. Rows are
 * paged by key; a page asks for one row more than it returns, which proves the end of the listing and that a key is not there
 * twice.
 *
 * <p>Thread-safe.
 */
public final class SqlRecordSource
        implements RecordSource, SourceClock, ChangeProbe, SignallingSource, RetainingSource {

    private final String name;
    private final SqlConnections connections;
    private final ModelCatalog models;
    private final LocalZone zone;
    private final Optional<SignalSettings> signals;

    SqlRecordSource(
            String name,
            SqlConnections connections,
            ModelCatalog models,
            LocalZone zone,
            Optional<SignalSettings> signals) {
        this.signals = signals;
        this.name = name;
        this.connections = connections;
        this.models = models;
        this.zone = zone;
    }

    /** Starts the settings of a source. */
    public static SqlRecordSourceBuilder builder() {
        return new SqlRecordSourceBuilder();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> database() {
        return connections.read(
                "read the identity of the database",
                session -> session.dialect().identity(session.connection()));
    }

    @Override
    public Instant now() {
        return connections.read(
                "read the clock", session -> SourceTime.read(session).committedUntil());
    }

    @Override
    public Instant clock() {
        return connections.read("read the clock", SourceTime::readClock);
    }

    @Override
    public Optional<ChangeSignals> signals() {
        return signals.map(settings -> new SqlSignals(setup(settings)));
    }

    private SignalSetup setup(SignalSettings settings) {
        return new SignalSetup(name, connections, models, settings);
    }

    @Override
    public Optional<RetainedSignals> retained() {
        return signals.flatMap(settings -> new SignalSlot(setup(settings)).read());
    }

    @Override
    public boolean forgetRetained() {
        return signals.filter(settings -> new SignalSlot(setup(settings)).drop())
                .isPresent();
    }

    @Override
    public ModelDescription describe(ModelName model) {
        models.require(model);
        return connections.read("describe model " + model, session -> {
            ModelShape shape = models.read(model, session);
            return new ShapeDescriber(session, shape, zone.id()).describe();
        });
    }

    @Override
    public long count(RecordScope scope) {
        return read(
                "count the rows",
                scope,
                List.of(),
                reading -> reading.session()
                        .query(reading.statements().count(scope), row -> row.getLong(1))
                        .get(0));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Two statements in one transaction; fast if an index begins with the change time. Changes of rows of other tables that
     * a text shows are not among them.
     */
    @Override
    public NewestChanges newestChanges(RecordScope scope) {
        RecordScope all = scope.withoutChangeTime();
        return read("read the newest changes", all, List.of(), reading -> {
            List<IdAndVersion> newest = new ArrayList<>();
            Optional<ChangeTime> time = reading.shape().changeTime();
            if (time.isPresent()) {
                SqlText statement = reading.statements().newest(all, time.get(), NEWEST);
                for (SourceRecord row : reading.session().page(statement, reading.layout()::record, NEWEST)) {
                    newest.add(new IdAndVersion(row.id(), row.version()));
                }
            }
            long records = reading.session()
                    .query(reading.statements().count(all), row -> row.getLong(1))
                    .get(0);
            return new NewestChanges(newest, records);
        });
    }

    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        Listed listed = listed(scope, scope.fields(), range, limit);
        return new RecordPage(listed.records(), listed.resumeAfter(range), listed.end());
    }

    @Override
    public IdPage ids(RecordScope scope, IdRange range, int limit) {
        Listed listed = listed(scope, List.of(), range, limit);
        List<IdAndVersion> entries = listed.records().stream()
                .map(record -> new IdAndVersion(record.id(), record.version()))
                .toList();
        return new IdPage(entries, listed.resumeAfter(range), listed.end());
    }

    private record Listed(List<SourceRecord> records, boolean end) {

        Cursor resumeAfter(IdRange range) {
            return end
                    ? range.upTo()
                    : Cursor.after(records.get(records.size() - 1).id());
        }
    }

    private Listed listed(RecordScope scope, List<String> fields, IdRange range, int limit) {
        return read("read rows", scope, fields, reading -> {
            int rows = Math.addExact(limit, 1);
            SqlText statement = reading.statements().page(scope, range, rows);
            List<SourceRecord> records = reading.session().page(statement, reading.layout()::record, rows);
            requireAscending(scope.model(), records);
            boolean end = records.size() <= limit;
            return new Listed(reading.children().complete(end ? records : records.subList(0, limit)), end);
        });
    }

    private static void requireAscending(ModelName model, List<SourceRecord> records) {
        for (int i = 1; i < records.size(); i++) {
            RecordId id = records.get(i).id();
            int order = records.get(i - 1).id().compareTo(id);
            if (order == 0) {
                throw new SetupException("Model " + model + " has two rows with the key " + id
                        + ". Name all columns that identify a row in 'key', or change the query");
            }
            if (order > 0) {
                throw new SetupException("Model " + model + " is not sorted as ids are: "
                        + records.get(i - 1).id() + " comes before " + id
                        + ". Convert the key in a query, or choose another one");
            }
        }
    }

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        return new RecordPage(found(scope, scope.fields(), ids), Cursor.END, true);
    }

    @Override
    public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
        Set<RecordId> existing = new HashSet<>();
        found(scope, List.of(), ids).forEach(record -> existing.add(record.id()));
        return existing;
    }

    private List<SourceRecord> found(RecordScope scope, List<String> fields, Collection<RecordId> ids) {
        Set<RecordId> asked = new HashSet<>(ids);
        return read("look rows up", scope, fields, reading -> {
            List<List<Object>> keys = new ArrayList<>();
            KeyCodec codec = reading.shape().codec();
            asked.forEach(id -> codec.valuesOf(id).ifPresent(keys::add));
            List<SourceRecord> records = new ArrayList<>();
            for (List<List<Object>> some :
                    KeyConditions.portions(keys, reading.shape().keys().size())) {
                SqlText statement = reading.statements().lookup(scope, some);
                records.addAll(reading.session().query(statement, reading.layout()::record));
            }
            records.removeIf(record -> !asked.contains(record.id()));
            records.sort(Comparator.comparing(SourceRecord::id));
            requireAscending(scope.model(), records);
            return reading.children().complete(records);
        });
    }

    /** What a call works with. */
    private record Reading(SqlSession session, ModelShape shape, RowLayout layout, ZoneId zone) {

        RowStatements statements() {
            return new RowStatements(session.dialect(), shape, layout);
        }

        ChildRows children() {
            return new ChildRows(session, shape, layout, zone);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Reading reading) throws SQLException;
    }

    private <T> T read(String what, RecordScope scope, List<String> fields, Work<T> work) {
        models.require(scope.model());
        SqlConnections.Work<T> call = session -> {
            ModelShape shape = models.shape(scope.model(), session);
            ZoneId shown = zone.id();
            return work.with(
                    new Reading(session, shape, new RowLayout(session.dialect(), shape, shown, fields), shown));
        };
        String named = what + " of model " + scope.model();
        return models.isOneTable(scope.model()) ? connections.readAlone(named, call) : connections.read(named, call);
    }

    @Override
    public void close() {
        connections.close();
    }
}
