package io.syncline.pgvector;

import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.NearestNames;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.vector.SinkIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Creates, opens and checks a collection.
 *
 * @param transactions the database
 * @param names names of the collection
 * @param createTables whether missing tables are created
 * @param pinned the tables to use, whatever the view reads; empty for those that it reads
 */
record PgvectorPreparation(
        PgvectorTransactions transactions, PgvectorNames names, boolean createTables, Optional<Generation> pinned) {

    /** Key of the advisory lock under which tables are created: "pgvector" in ASCII. */
    private static final long LOCK = 0x7067766563746F72L;

    /**
     * What was found.
     *
     * @param generation the tables that serve
     * @param facts what they say about themselves
     * @param vectorType the type of the vectors, as the database writes it
     * @param identity which collection it is
     */
    record Found(Generation generation, CollectionFacts facts, String vectorType, SinkIdentity identity) {

        OpenedCollection opened() {
            return new OpenedCollection(
                    generation, VectorType.of(facts.embedder().orElseThrow().dimension()));
        }
    }

    /** The collection, created if there is none, for an embedder, with the words of this release. */
    Found prepare(EmbedderFingerprint wanted) {
        Found prepared = created(wanted);
        if (!prepared.facts().hasWords()) {
            new StoredWordUpdate(transactions, prepared.generation()).run();
        }
        return prepared;
    }

    private Found created(EmbedderFingerprint wanted) {
        VectorType type = VectorType.of(wanted.dimension());
        Optional<Found> found = transactions.query("read " + names.view(), this::find);
        if (pinned.isPresent()) {
            return checked(found.orElseThrow(this::vanished), wanted);
        }
        if (found.isEmpty() || found.get().facts().embedder().isEmpty()) {
            if (found.isEmpty() && !createTables) {
                transactions.query("read " + names.view(), this::requireOnly);
                throw new SetupException("There is no collection " + names.view() + ". Apply the scripts tables-"
                        + CollectionScripts.VERSION + ".sql and view-" + CollectionScripts.VERSION
                        + ".sql (in the jar, folder " + CollectionScripts.FOLDER
                        + "), or let this user create the tables");
            }
            transactions.write("create the tables of " + names.view(), connection -> {
                lock(connection);
                create(connection, type, wanted);
                return wanted;
            });
            found = transactions.query("read " + names.view(), this::find);
        }
        return checked(found.orElseThrow(this::vanished), wanted);
    }

    /** Keeps other processes from creating tables or changing the view, until the end of the transaction. */
    static void lock(Connection connection) throws SQLException {
        JdbcStatements.list(connection, row -> row, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
    }

    private void create(Connection connection, VectorType type, EmbedderFingerprint wanted) throws SQLException {
        requireOnly(connection);
        CollectionTables tables = CollectionTables.find(connection, names);
        Optional<Generation> serving = tables.serving();
        if (serving.isEmpty()) {
            tables.requireFree();
            new VectorExtension(connection).require();
            serving = Optional.of(restored(tables).orElse(tables.next()));
            if (!tables.complete().contains(serving.get())) {
                JdbcStatements.run(
                        connection, CollectionScripts.tables(serving.get().variables(type)));
            }
            JdbcStatements.run(connection, CollectionScripts.view(serving.get().variables(type)));
        }
        CollectionFacts.claim(connection, serving.get(), wanted);
    }

    private Connection requireOnly(Connection connection) throws SQLException {
        new CollectionSchema(connection, names).requireOnly();
        return connection;
    }

    /** The only tables, whose view was dropped. */
    private Optional<Generation> restored(CollectionTables tables) throws SQLException {
        List<Generation> complete = new ArrayList<>(tables.complete());
        if (complete.size() > 1) {
            complete.removeAll(tables.building());
        }
        if (complete.size() > 1) {
            throw new SetupException("The view " + names.view() + " was dropped, and "
                    + complete.stream().map(Generation::table).toList()
                    + " could take its place. Choose one with 'syncline rollback', or drop the tables of all but one");
        }
        return complete.stream().findFirst();
    }

    /** The collection, which must exist, for an embedder. */
    Found open(EmbedderFingerprint wanted) {
        return checked(existing(), wanted);
    }

    /** The collection, which must exist, whatever embedder filled it. */
    Found existing() {
        Found found = transactions
                .query("read " + names.view(), this::find)
                .filter(present -> present.facts().embedder().isPresent())
                .orElseThrow(this::vanished);
        requireVersion(found);
        return found;
    }

    /** Whether it exists and its words can be searched. */
    boolean hasWords() {
        return transactions
                .query("read " + names.view(), this::find)
                .filter(present -> present.facts().hasWords())
                .isPresent();
    }

    private Optional<Found> find(Connection connection) throws SQLException {
        CollectionTables tables = CollectionTables.find(connection, names);
        Optional<Generation> serving =
                pinned.isPresent() ? pinned.filter(tables.complete()::contains) : tables.serving();
        if (serving.isEmpty()) {
            return Optional.empty();
        }
        CollectionFacts facts = CollectionFacts.read(connection, serving.get());
        SinkIdentity identity = new SinkIdentity(facts.filling(), tables.description());
        return Optional.of(new Found(serving.get(), facts, tables.vectorType(serving.get()), identity));
    }

    private MissingStoreException vanished() {
        return transactions.query("list the collections", connection -> {
            Optional<String> elsewhere = new CollectionSchema(connection, names).elsewhere();
            if (elsewhere.isPresent()) {
                return new MissingStoreException(elsewhere.get());
            }
            CollectionTables tables = CollectionTables.find(connection, names);
            String nearest = NearestNames.to(names.collection(), tables.collections(), 1).stream()
                    .map(name -> " Did you mean '" + name + "'?")
                    .collect(Collectors.joining());
            return new MissingStoreException(
                    "There is no " + tables.description() + "." + nearest + " Run a sync to create it");
        });
    }

    private Found checked(Found found, EmbedderFingerprint wanted) {
        requireVersion(found);
        EmbedderFingerprint stored = found.facts().embedder().orElse(wanted);
        if (!stored.equals(wanted)) {
            throw new SetupException("The " + found.identity().name() + " stores vectors of " + stored
                    + ", which are not comparable with those of " + wanted
                    + ". If a reindex replaced the tables, configure the embedder of the new ones. To move to this embedder,"
                    + " run 'syncline reindex', use another collection, or drop its tables and run a full sync");
        }
        String type = VectorType.of(wanted.dimension()).toString();
        if (!found.vectorType().endsWith(type)) {
            throw new SetupException("The vectors of the " + found.identity().name() + " have the type "
                    + found.vectorType() + ", and the embedder needs " + type + ". Use another collection");
        }
        return found;
    }

    private static void requireVersion(Found found) {
        if (found.facts().version() != CollectionScripts.VERSION) {
            throw new SetupException("The tables of the " + found.identity().name() + " have version "
                    + found.facts().version() + "; this release supports version " + CollectionScripts.VERSION
                    + ". Upgrade Syncline, or use another collection");
        }
    }
}
