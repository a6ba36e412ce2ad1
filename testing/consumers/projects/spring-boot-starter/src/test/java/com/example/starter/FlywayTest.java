package com.example.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.SyncReport;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application with migrations of its own, which gets Syncline after it has been in use. */
class FlywayTest {

    private static final String STRUCTURE = "select table_name || '.' || column_name || ' ' || data_type"
            + " from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position";
    private static final String MIGRATIONS =
            "select installed_rank || ' ' || script || ' ' || checksum || ' ' || installed_on from flyway_schema_history";

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Application {}

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(MemoryAdapters.class)
    static class WithSyncline {}

    @Test
    void existingSchemaShouldStayAsItIs() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            Map<String, Object> database = Map.of(
                    "spring.datasource.url",
                    server.getJdbcUrl("postgres", "postgres"),
                    "spring.datasource.hikari.maximum-pool-size",
                    "4");
            List<String> before;
            try (StartedApplication application =
                    new StartedApplication(with(database, Map.of("syncline.enabled", "false")), Application.class)) {
                JdbcTemplate jdbc = application.bean(JdbcTemplate.class);
                jdbc.update("insert into orders (id) values (7)");
                before = publicContent(jdbc);
                assertThat(schemas(jdbc)).containsExactly("public");
            }

            Map<String, Object> syncline = Map.of(
                    "memory.state", "false", "syncline.state.type", "jdbc", "syncline.models[0].name", "res.partner");
            try (StartedApplication application =
                    new StartedApplication(with(database, syncline), WithSyncline.class)) {
                SyncReport report =
                        (SyncReport) application.bean(BlockingQueue.class).take();
                assertThat(report.success()).as(report.errors().toString()).isTrue();

                JdbcTemplate jdbc = application.bean(JdbcTemplate.class);
                assertThat(publicContent(jdbc)).isEqualTo(before).contains("7", "orders.id bigint");
                assertThat(schemas(jdbc)).containsExactly("public", "syncline");
                assertThat(application.context().getBeansOfType(DataSource.class))
                        .hasSize(1);
            }
        }
    }

    /** With tables in the schema that Flyway wants to find empty, the order shows. */
    @Test
    void stateShouldBeOpenedAfterTheMigrations() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            Map<String, Object> properties = Map.of(
                    "spring.datasource.url", server.getJdbcUrl("postgres", "postgres"),
                    "memory.state", "false",
                    "syncline.state.type", "jdbc",
                    "syncline.state.schema", "public",
                    "syncline.models[0].name", "res.partner");
            try (StartedApplication application = new StartedApplication(properties, WithSyncline.class)) {
                SyncReport report =
                        (SyncReport) application.bean(BlockingQueue.class).take();
                assertThat(report.success()).as(report.errors().toString()).isTrue();
                assertThat(application.bean(JdbcTemplate.class).queryForList(MIGRATIONS, String.class))
                        .hasSize(1);
            }
        }
    }

    private static Map<String, Object> with(Map<String, Object> properties, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.putAll(more);
        return all;
    }

    /** Tables, columns, rows, and what Flyway has noted. */
    private static List<String> publicContent(JdbcTemplate jdbc) {
        List<String> content = new ArrayList<>(jdbc.queryForList(STRUCTURE, String.class));
        content.addAll(jdbc.queryForList(MIGRATIONS, String.class));
        content.addAll(jdbc.queryForList("select id::text from orders", String.class));
        return content;
    }

    private static List<String> schemas(JdbcTemplate jdbc) {
        return jdbc.queryForList(
                "select schema_name from information_schema.schemata where schema_name !~ '^(pg_|information_schema)'"
                        + " order by 1",
                String.class);
    }
}
