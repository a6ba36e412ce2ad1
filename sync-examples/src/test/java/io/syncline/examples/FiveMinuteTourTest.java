package io.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.testkit.odoo.OdooDatabase;
import io.syncline.testkit.odoo.OdooServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiveMinuteTourTest {

    @TempDir
    Path folder;

    @Test
    void tourShouldSyncOnceCleanUpAndFind() {
        try (OdooServer server = OdooServer.builder().user("sync", "a-password").start()) {
            OdooDatabase database = server.database();
            database.create("res.partner", Map.of("name", "Wheels & Spokes", "function", "Bicycle repair shop"));
            database.create("res.partner", Map.of("name", "Harbour Bakery", "function", "Bread and cakes"));
            long contacts = database.ids("res.partner").size();
            Output output = new Output();

            new FiveMinuteTour(output.stream())
                    .take(server.url(), server.databaseName(), "sync", "a-password", folder.resolve("syncline.db"));

            assertThat(output.lines().subList(0, 3))
                    .containsExactly(
                            contacts + " of " + contacts + " contacts embedded",
                            "INCREMENTAL sync: 0 embedded",
                            "0 of " + contacts + " contacts removed");
            assertThat(output.lines().get(3)).contains("Wheels & Spokes");
        }
    }
}
