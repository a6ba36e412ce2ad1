package com.example.boot;

import io.syncline.api.ModelName;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.jdbc.JdbcMetadataStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An application with tables of its own, with Syncline's JDBC store on the class path. The store must leave the
 * application's schema alone, and create its tables only where it is built.
 */
@SpringBootApplication
public class Application {

    private static EmbeddedPostgres postgres;

    @Bean
    DataSource dataSource() {
        return postgres.getPostgresDatabase();
    }

    public static void main(String[] args) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            postgres = server;
            new JdbcTemplate(server.getPostgresDatabase())
                    .execute("create table orders (id bigint primary key); create schema syncline");
            SpringApplication application = new SpringApplication(Application.class);
            application.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
            try (var context = application.run(args)) {
                JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
                expect(List.of("public.orders"), tables(jdbc));
                try (JdbcMetadataStore store = JdbcMetadataStore.builder()
                        .dataSource(context.getBean(DataSource.class))
                        .schema("syncline")
                        .build()) {
                    store.read(new StateKey("erp", ModelName.of("res.partner"), "records"));
                }
                List<String> tables = tables(jdbc);
                if (tables.size() < 2) {
                    throw new IllegalStateException("The store has no tables: " + tables);
                }
                expect(List.of("public.orders"), tables.stream().filter(table -> !table.startsWith("syncline.")).toList());
                System.out.println("Spring Boot " + SpringBootVersion.getVersion() + ": " + tables);
            }
        }
    }

    private static List<String> tables(JdbcTemplate jdbc) {
        return jdbc.queryForList(
                "select table_schema || '.' || table_name from information_schema.tables"
                        + " where table_schema not in ('pg_catalog', 'information_schema') order by 1",
                String.class);
    }

    private static void expect(List<String> expected, List<String> found) {
        if (!found.equals(expected)) {
            throw new IllegalStateException("Expected " + expected + ", found " + found);
        }
    }
}
