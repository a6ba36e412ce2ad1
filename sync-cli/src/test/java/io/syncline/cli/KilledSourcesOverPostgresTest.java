package io.syncline.cli;

import io.syncline.testkit.postgres.PostgresServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** All tests share the tables: their sources have the same names, and their states belong to different files of vectors. */
@Tag("nightly")
class KilledSourcesOverPostgresTest extends KilledSources {

    private static PostgresServer postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    String state() {
        return "state: {type: jdbc, url: '" + postgres.url() + "', username: " + PostgresServer.USER + ", password: "
                + PostgresServer.PASSWORD + "}";
    }
}
