package io.syncline.enginetests.acceptance;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.syncline.api.RecordId;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.jdbc.JdbcMetadataStore;
import io.syncline.pgvector.PgvectorSink;
import io.syncline.sql.SqlModel;
import io.syncline.sql.SqlModelBuilder;
import io.syncline.sql.SqlRecordSource;
import io.syncline.testkit.postgres.PgvectorTestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Tables in PostgreSQL, and vectors and state in another database of that server. */
final class SqlWorld implements World {

    /**
     * It hides the server's clock from sessions that have it in their search path first. That clock begins in the past, since a
     * watermark is the earlier of the clocks of source and state.
     */
    private static final String SHOP = """
        CREATE SCHEMA shop;
        CREATE TABLE shop.clock_shift (by interval);
        INSERT INTO shop.clock_shift VALUES ('-5 days');
        CREATE FUNCTION shop.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
          RETURN (SELECT pg_catalog.clock_timestamp() + by FROM shop.clock_shift);
        CREATE TABLE shop.partner (id bigint PRIMARY KEY, name text, active boolean DEFAULT true, updated_at timestamptz);
        CREATE TABLE shop.category (id bigint PRIMARY KEY, name text, updated_at timestamptz);
        INSERT INTO shop.category SELECT i, 'Tag ' || i, shop.clock_timestamp() FROM generate_series(1, 5) AS i;
        """;

    private static final PgvectorTestServer SERVER = PgvectorTestServer.shared();

    private final Embedder embedder;
    private final String name = PgvectorTestServer.freshName();
    private final HikariDataSource shop;
    private final HikariDataSource vectors;
    private final RecordSource source;
    private VectorSink sink;
    private MetadataStore metadata;

    /**
     * An empty company.
     *
     * @param embedder stays open when this is closed
     */
    SqlWorld(Embedder embedder) {
        this.embedder = embedder;
        vectors = pool(SERVER.url());
        execute(vectors, "CREATE DATABASE " + name);
        execute(vectors, "CREATE SCHEMA " + name);
        String url = SERVER.url().replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
        shop = pool(url);
        execute(shop, SHOP);
        source = SqlRecordSource.builder()
                .url(url + (url.contains("?") ? "&" : "?") + "currentSchema=shop,pg_catalog")
                .username(SERVER.user())
                .password(SERVER.password())
                .model(MODEL, model("partner").active("active").build())
                .model(OTHER_MODEL, model("category").build())
                .build();
        open();
    }

    private static SqlModelBuilder model(String table) {
        return SqlModel.builder().table(table).key(List.of("id")).version("updated_at");
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(SERVER.user());
        config.setPassword(SERVER.password());
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private void open() {
        sink = PgvectorSink.builder().dataSource(vectors).schema(name).build();
        metadata = JdbcMetadataStore.builder().dataSource(vectors).schema(name).build();
    }

    private static void execute(HikariDataSource database, String sql, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public RecordSource source() {
        return source;
    }

    @Override
    public Embedder embedder() {
        return embedder;
    }

    @Override
    public VectorSink sink() {
        return sink;
    }

    @Override
    public MetadataStore metadata() {
        return metadata;
    }

    @Override
    public void create(int count) {
        execute(
                shop,
                "INSERT INTO shop.partner SELECT i, 'Partner ' || i, true, shop.clock_timestamp()"
                        + " FROM generate_series(1, ?) AS i",
                count);
    }

    @Override
    public void rename(RecordId id, String text) {
        execute(
                shop,
                "UPDATE shop.partner SET name = ?, updated_at = shop.clock_timestamp() WHERE id = ?",
                text,
                id.number());
    }

    @Override
    public void archive(RecordId id) {
        execute(
                shop,
                "UPDATE shop.partner SET active = false, updated_at = shop.clock_timestamp() WHERE id = ?",
                id.number());
    }

    @Override
    public void delete(Collection<RecordId> ids) {
        ids.forEach(id -> execute(shop, "DELETE FROM shop.partner WHERE id = ?", id.number()));
    }

    @Override
    public void pass(Duration time) {
        execute(shop, "UPDATE shop.clock_shift SET by = by + make_interval(secs => ?)", (double) time.toSeconds());
    }

    @Override
    public void restart() {
        sink.close();
        metadata.close();
        open();
    }

    @Override
    public void close() {
        source.close();
        sink.close();
        metadata.close();
        shop.close();
        execute(vectors, "DROP DATABASE " + name + " WITH (FORCE)");
        execute(vectors, "DROP SCHEMA " + name + " CASCADE");
        vectors.close();
    }
}
