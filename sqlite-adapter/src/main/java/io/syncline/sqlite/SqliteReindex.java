package io.syncline.sqlite;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.reindex.ListingDiff;
import io.syncline.core.adapter.reindex.ModelDiff;
import io.syncline.core.adapter.reindex.Reindexes;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
import io.syncline.core.port.vector.SinkSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Replaces the index that a path leads to. A new one is a file beside the first one, which records in one transaction which of
 * them serves. Searches are exact, so an index is always complete and its recall is 1. Opened by {@link SqliteStore#reindex}.
 *
 * <p>Not thread-safe.
 */
final class SqliteReindex implements Reindexing {

    private final SqliteStore store;
    private final IndexFile first;
    private final GenerationFiles files;
    private final InstantSource clock;
    private final Database database;

    SqliteReindex(SqliteStore store, IndexFile first, InstantSource clock) {
        this.store = store;
        this.first = first;
        this.files = new GenerationFiles(first);
        this.clock = clock;
        this.database = new Database(first);
    }

    @Override
    public ReindexStatus status() {
        return serving().isEmpty()
                ? new ReindexStatus(Optional.empty(), Optional.empty(), Optional.empty(), List.of())
                : generations().status(files);
    }

    /** The file that serves; empty until a sink was prepared in it. */
    private Optional<IndexFile> serving() {
        if (!first.exists()) {
            return Optional.empty();
        }
        IndexFile file = files.file(generations().serving());
        return file.exists() && GenerationFiles.embedder(file).isPresent() ? Optional.of(file) : Optional.empty();
    }

    private IndexFile requireServing() {
        return serving()
                .orElseThrow(() ->
                        new SetupException("There is no index " + first.path() + " to replace. Run a sync first"));
    }

    private IndexGenerations generations() {
        return database.read("read the generations", IndexGenerations::read);
    }

    /** Works with the generations as they are, while nobody else changes them. */
    @FunctionalInterface
    private interface Work<T> {
        T with(IndexGenerations generations, Connection connection) throws SQLException;
    }

    private <T> T change(String what, Work<T> work) {
        return database.write(what, connection -> work.with(IndexGenerations.read(connection), connection));
    }

    @Override
    public VectorSink begin(SinkSchema schema, Set<String> sources) {
        IndexFile serving = requireServing();
        Reindexes.requireSources(
                "The index " + serving.path(), GenerationFiles.models(serving), sources, "use another path");
        int number = change(
                "begin a reindex",
                (generations, connection) -> generations.building().isPresent()
                        ? generations.building().get()
                        : generations.begin(connection));
        IndexFile building = files.file(number);
        if (building.exists()) {
            GenerationFiles.embedder(building)
                    .ifPresent(begun -> Reindexes.requireEmbedder(
                            "The index " + building.path(),
                            Optional.of(begun.toString()),
                            schema.embedder().toString()));
        }
        return Reindexes.prepared(store.vectorSink(OptionalInt.of(number)), schema);
    }

    @Override
    public void setCondition(String condition) {
        change("note a condition", (generations, connection) -> {
            int building = generations.requireBuilding(files);
            IndexGenerations.setCondition(connection, condition);
            return building;
        });
    }

    @Override
    public Optional<String> condition() {
        return first.exists() ? generations().condition() : Optional.empty();
    }

    @Override
    public List<ModelKey> models() {
        return GenerationFiles.models(requireServing());
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        return GenerationFiles.read(
                requireServing(), connection -> new PointReader(connection, key).quarantined(range, limit));
    }

    @Override
    public Optional<String> embedder() {
        return GenerationFiles.embedder(requireServing()).map(EmbedderFingerprint::toString);
    }

    @Override
    public boolean indexed() {
        return true;
    }

    @Override
    public ReindexReport check(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded) {
        IndexFile serving = requireServing();
        IndexGenerations found = generations();
        IndexFile building = files.file(found.requireBuilding(files));
        List<ModelComparison> models = new ArrayList<>();
        try (Database old = new Database(serving);
                Database fresh = new Database(building)) {
            ListingDiff diff = new ListingDiff(listing(old), listing(fresh));
            for (ModelKey key : GenerationFiles.models(serving)) {
                ModelDiff ofModel = new ModelDiff(key, existing, excluded.getOrDefault(key, Set.of()));
                models.add(diff.compare(key, ofModel, record -> {}));
            }
        }
        return new ReindexReport(
                files.name(found.serving()), files.name(found.requireBuilding(files)), models, true, 1, false);
    }

    private static ListingDiff.Listing listing(Database database) {
        return (key, range, limit) -> database.read(
                "list records of " + key, connection -> new PointReader(connection, key).ids(range, limit));
    }

    @Override
    public ReindexReport switchOver(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded) {
        ReindexReport report = check(existing, excluded);
        if (!report.agrees()) {
            return report;
        }
        change("switch to " + report.building(), (generations, connection) -> {
            ReindexStatus status = generations.status(files);
            if (!status.serving().equals(Optional.of(report.serving()))
                    || !status.building().equals(Optional.of(report.building()))) {
                throw new SetupException("The index " + report.building() + " was not switched to: another process"
                        + " has changed which one serves or is being built. Repeat the command");
            }
            generations.serve(connection, generations.requireBuilding(files), clock.instant());
            generations.switched(connection, report.serving());
            return report;
        });
        return report.afterSwitch();
    }

    @Override
    public void rollback(String collection) {
        change("roll back to " + collection, (generations, connection) -> {
            int wanted = generations.requireComplete(files, collection);
            if (wanted != generations.serving()) {
                generations.serve(connection, wanted, clock.instant());
            }
            return wanted;
        });
    }

    @Override
    public List<String> dropIdle(Duration grace) {
        requireServing();
        IndexGenerations found = generations();
        List<String> dropped = new ArrayList<>();
        for (int number : found.idle()) {
            Duration idle = Duration.between(found.idleSince(number).orElseThrow(), clock.instant());
            if (grace.isZero() || idle.compareTo(grace) >= 0) {
                dropped.add(drop(number));
            }
        }
        return dropped;
    }

    /** The file first: what is recorded leads to it until it is deleted. */
    private String drop(int number) {
        if (number > 1) {
            files.delete(number);
        }
        change("drop the index " + files.name(number), (generations, connection) -> {
            if (number == 1) {
                Sql.run(connection, SchemaScripts.REMOVE_POINTS);
            }
            generations.dropped(connection, number);
            return number;
        });
        if (number == 1) {
            files.shrink();
        }
        return files.name(number);
    }

    @Override
    public Optional<String> abandon() {
        return first.exists() ? generations().building().map(this::drop) : Optional.empty();
    }

    @Override
    public void close() {
        database.close();
    }
}
