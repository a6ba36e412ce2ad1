package io.syncline.benchmarks.postgres;

import io.syncline.api.RecordId;
import io.syncline.benchmarks.Records;
import io.syncline.core.port.vector.PointId;
import io.syncline.testkit.postgres.PgvectorProcess;
import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes the rows that the sink writes, by batches of the driver with the sink's condition. */
final class BareWriter {

    private static final String TABLE = "syncline_g1";

    private static final String UPSERT =
            "INSERT INTO " + TABLE + " AS point (model, record_text, record_number, chunk_index,"
                    + " record_bits, source_version, epoch, chunk_count, content_hash, fingerprint, payload, text, words, word_count,"
                    + " embedding) VALUES (1, '', ?, 0, ?, ?, 1, 1, ?, ?, '{}', ?, ?::tsvector, ?, ?::real[]::vector)"
                    + " ON CONFLICT (model, record_text, record_number, chunk_index) DO UPDATE SET"
                    + " source_version = excluded.source_version, epoch = excluded.epoch, chunk_count = excluded.chunk_count,"
                    + " content_hash = excluded.content_hash, fingerprint = excluded.fingerprint, quarantined_since = NULL,"
                    + " quarantined_until = NULL, payload = excluded.payload, text = excluded.text, words = excluded.words,"
                    + " word_count = excluded.word_count, embedding = excluded.embedding"
                    + " WHERE excluded.epoch > point.epoch"
                    + " OR (excluded.epoch = point.epoch AND excluded.source_version >= point.source_version)";

    private final PgvectorProcess server;
    private final Records records;
    private final List<Words> words = new ArrayList<>();

    /**
     * A way to write.
     *
     * @param batch rows of a batch, which is a transaction
     * @param connections at a time
     * @param isRewritten whether the driver joins the rows of a batch into statements
     */
    record Way(int batch, int connections, boolean isRewritten) {

        @Override
        public String toString() {
            return "batches of " + batch + ", " + connections + " at a time" + (isRewritten ? ", rewritten" : "");
        }
    }

    private record Words(String lexemes, int count) {}

    BareWriter(PgvectorProcess server, Records records) {
        this.server = server;
        this.records = records;
    }

    /** Takes over the words that the sink has stored: the bare driver does not analyse texts. */
    void learnWords() throws SQLException {
        words.clear();
        try (Connection connection = connect(false);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT words::text, word_count FROM " + TABLE + " ORDER BY record_number")) {
            while (rows.next()) {
                words.add(new Words(rows.getString(1), rows.getInt(2)));
            }
        }
    }

    /** Removes all rows, and lets the server write what it has in memory. */
    void clear() throws SQLException {
        try (Connection connection = connect(false);
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + TABLE);
            statement.execute("CHECKPOINT");
        }
    }

    void write(int points, Way way) throws Exception {
        AtomicInteger next = new AtomicInteger(1);
        inParallel(way.connections(), () -> {
            try (Connection connection = connect(way.isRewritten());
                    PreparedStatement statement = connection.prepareStatement(UPSERT)) {
                connection.setAutoCommit(false);
                for (int from = next.getAndAdd(way.batch()); from <= points; from = next.getAndAdd(way.batch())) {
                    for (int id = from; id < from + way.batch() && id <= points; id++) {
                        bind(statement, id);
                        statement.addBatch();
                    }
                    statement.executeBatch();
                    connection.commit();
                }
            }
        });
    }

    private void bind(PreparedStatement statement, int id) throws SQLException {
        Words present = words.get(id - 1);
        statement.setLong(1, id);
        statement.setLong(2, PointId.bits(RecordId.of(id)));
        statement.setLong(3, Records.version(id));
        statement.setString(4, Records.hash(id));
        statement.setString(5, "fingerprint");
        statement.setString(6, Records.text(id));
        statement.setString(7, present.lexemes());
        statement.setInt(8, present.count());
        statement.setObject(9, records.embedding(id).toArray());
    }

    private Connection connect(boolean rewrites) throws SQLException {
        return DriverManager.getConnection(
                server.url() + "?reWriteBatchedInserts=" + rewrites, PostgresServer.USER, PostgresServer.PASSWORD);
    }

    /** Work of one of several callers. */
    @FunctionalInterface
    interface Caller {
        void run() throws Exception;
    }

    static void inParallel(int callers, Caller caller) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                running.add(threads.submit(() -> {
                    caller.run();
                    return caller;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}
