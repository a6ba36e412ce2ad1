package com.example.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.SyncReport;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application with migrations of its own, whose database has the state too. */
class FlywayTest {

    private static EmbeddedPostgres postgres;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(MemoryAdapters.class)
    static class Application {

        @Bean
        DataSource dataSource() {
            return postgres.getPostgresDatabase();
        }
    }

    @Test
    void stateShouldBeApartFromTheTablesOfTheApplication() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            postgres = server;
            try (StartedApplication application = new StartedApplication(
                    Map.of(
                            "memory.state", "false",
                            "syncline.state.type", "jdbc",
                            "syncline.models[0].name", "res.partner"),
                    Application.class)) {
                SyncReport report =
                        (SyncReport) application.bean(BlockingQueue.class).take();
                assertThat(report.success()).as(report.errors().toString()).isTrue();
                JdbcTemplate jdbc = new JdbcTemplate(application.bean(DataSource.class));

                assertThat(tables(jdbc, "public")).containsExactly("flyway_schema_history", "orders");
                assertThat(tables(jdbc, "syncline")).isNotEmpty();
                assertThat(jdbc.queryForObject("select count(*) from flyway_schema_history", Integer.class))
                        .isEqualTo(1);
            }
        }
    }

    private static List<String> tables(JdbcTemplate jdbc, String schema) {
        return jdbc.queryForList(
                "select table_name from information_schema.tables where table_schema = ? order by 1",
                String.class,
                schema);
    }
}
