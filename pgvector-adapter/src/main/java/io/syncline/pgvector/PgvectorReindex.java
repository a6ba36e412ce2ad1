package io.syncline.pgvector;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.reindex.Reindexes;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
import io.syncline.core.port.vector.SinkSchema;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the tables behind the view of a collection. Built by {@link PgvectorSinkBuilder#reindex}.
 *
 * <p>Each step that changes something is one transaction under a lock, so a switch, a rollback or a drop is applied completely or not at
 * all. Rights to read the view and its tables are carried over. Not thread-safe.
 */
public final class PgvectorReindex implements Reindexing {

    private static final Logger LOG = LoggerFactory.getLogger(PgvectorReindex.class);
    private static final String ELSEWHERE = "reindex into another collection name";

    private final PgvectorParts parts;
    private final PgvectorNames names;
    private final PgvectorConnections connections;
    private final PgvectorTransactions transactions;
    private final GenerationComparison comparison;

    PgvectorReindex(PgvectorParts parts) {
        this.parts = parts;
        this.names = parts.names();
        this.connections = parts.connections();
        this.transactions = new PgvectorTransactions(connections);
        this.comparison = new GenerationComparison(transactions, parts.leastIndexed());
    }

    @Override
    public ReindexStatus status() {
        return roles().status();
    }

    private GenerationRoles roles() {
        return transactions.query(
                "list the generations of " + names.view(), connection -> GenerationRoles.read(connection, names));
    }

    /** Works with the generations as they are, while nobody else changes them. */
    @FunctionalInterface
    private interface Work<T> {
        T with(GenerationRoles roles, GenerationSwitch tables) throws SQLException;
    }

    private <T> T change(String what, Work<T> work) {
        return transactions.writeAtLength(what + " " + names.view(), connection -> {
            PgvectorPreparation.lock(connection);
            PgvectorNames located = new CollectionSchema(connection, names).located();
            return work.with(GenerationRoles.read(connection, located), new GenerationSwitch(connection, located));
        });
    }

    @Override
    public VectorSink begin(SinkSchema schema, Set<String> sources) {
        VectorType type = VectorType.of(schema.embedder().dimension());
        Generation building = change("begin the reindex of", (roles, tables) -> {
            Generation serving = roles.requireServing(names);
            Reindexes.requireSources(
                    "Collection " + serving.table(),
                    new SourceModels(tables.connection(), serving).keys(),
                    sources,
                    ELSEWHERE);
            Generation begun = roles.building().isPresent() ? roles.building().get() : created(tables, serving, type);
            CollectionFacts.claim(tables.connection(), begun, schema.embedder());
            CollectionFacts.note(tables.connection(), begun, CollectionFacts.BUILDING, "true");
            Reindexes.requireEmbedder(
                    "Collection " + begun.table(),
                    CollectionFacts.read(tables.connection(), begun).embedder().map(EmbedderFingerprint::toString),
                    schema.embedder().toString());
            return begun;
        });
        return Reindexes.prepared(parts.sink(Optional.of(building)), schema);
    }

    private Generation created(GenerationSwitch tables, Generation serving, VectorType type) throws SQLException {
        if (parts.createTables()) {
            return tables.create(serving, type);
        }
        Generation next = new CollectionTables(tables.connection(), tables.names()).next();
        throw new SetupException("There are no tables to build the new collection in. Apply the script tables-"
                + CollectionScripts.VERSION + ".sql (in the jar, folder " + CollectionScripts.FOLDER
                + ") with points=" + next.points() + " and vector=" + type
                + ", and grant the rights that the present tables have, or let this user create the tables");
    }

    @Override
    public void setCondition(String condition) {
        change("note the condition of", (roles, tables) -> {
            Generation building = roles.requireBuilding(names);
            CollectionFacts.note(tables.connection(), building, CollectionFacts.CONDITION, condition);
            return building;
        });
    }

    @Override
    public Optional<String> condition() {
        return roles().building().flatMap(building -> facts(building).note(CollectionFacts.CONDITION));
    }

    private CollectionFacts facts(Generation generation) {
        return transactions.query(
                "read the settings of " + generation.points(),
                connection -> CollectionFacts.read(connection, generation));
    }

    @Override
    public List<ModelKey> models() {
        return comparison.models(roles().requireServing(names));
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        Generation serving = roles().requireServing(names);
        return transactions.query(
                "list quarantined records of " + key,
                connection -> new PointListing(connection, serving, key).quarantined(range, limit));
    }

    @Override
    public Optional<String> embedder() {
        return facts(roles().requireServing(names)).embedder().map(EmbedderFingerprint::toString);
    }

    @Override
    public boolean indexed() {
        return roles().building().map(comparison::isIndexed).orElse(true);
    }

    @Override
    public ReindexReport check(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded) {
        GenerationRoles roles = roles();
        return comparison.compare(roles.requireServing(names), roles.requireBuilding(names), existing, excluded);
    }

    @Override
    public ReindexReport switchOver(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded) {
        ReindexReport report = check(existing, excluded);
        if (!report.agrees()) {
            LOG.warn("Collection {} still serves: {} is not complete", report.serving(), report.building());
            return report;
        }
        change("switch", (roles, tables) -> {
            Generation serving = roles.requireServing(names);
            Generation building = roles.requireBuilding(names);
            requireUnchanged(report, serving, building);
            CollectionFacts.note(tables.connection(), building, CollectionFacts.PREVIOUS, serving.table());
            CollectionFacts.forget(tables.connection(), building, CollectionFacts.BUILDING);
            CollectionFacts.forget(tables.connection(), building, CollectionFacts.CONDITION);
            tables.serve(Optional.of(serving), building);
            return building;
        });
        LOG.info("Collection {} serves as {}, replacing {}", report.building(), names.view(), report.serving());
        return report.afterSwitch();
    }

    private static void requireUnchanged(ReindexReport report, Generation serving, Generation building) {
        if (!report.serving().equals(serving.table()) || !report.building().equals(building.table())) {
            throw new SetupException("Collection " + report.building() + " was not switched: another process has"
                    + " changed which collection serves or is being built. Repeat the command");
        }
    }

    /** {@inheritDoc} Also restores a view that was dropped. */
    @Override
    public void rollback(String collection) {
        change("roll back", (roles, tables) -> {
            Generation wanted = roles.requireComplete(collection);
            if (roles.serving().filter(wanted::equals).isEmpty()) {
                tables.serve(roles.serving(), wanted);
                LOG.info("Collection {} serves as {} again", collection, names.view());
            }
            return wanted;
        });
    }

    @Override
    public List<String> dropIdle(Duration grace) {
        return change("drop unused generations of", (roles, tables) -> {
            roles.requireServing(names);
            List<String> dropped = new ArrayList<>();
            for (Generation generation : roles.idle()) {
                if (tables.isIdleFor(generation, grace)) {
                    tables.drop(generation);
                    dropped.add(generation.table());
                }
            }
            return dropped;
        });
    }

    @Override
    public Optional<String> abandon() {
        return change("abandon the reindex of", (roles, tables) -> {
            if (roles.building().isPresent()) {
                tables.drop(roles.building().get());
            }
            return roles.building().map(Generation::table);
        });
    }

    /** Releases the connections of its own pool. A data source that was given stays open. */
    @Override
    public void close() {
        connections.close();
    }
}
