package io.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class FiveMinuteTourTest {

    @TempDir
    Path folder;

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void tourShouldEndWithTheReasonWhenTheLoginIsRefused() {
        try (OdooServer server = OdooServer.builder().user("sync", "a-password").start()) {
            String[] arguments = {
                server.url(),
                server.databaseName(),
                "sync",
                "another-password",
                folder.resolve("syncline.db").toString()
            };

            assertThatThrownBy(() -> FiveMinuteTour.main(arguments))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("sync")
                    .hasMessageNotContaining("another-password");
        }
    }

    @Test
    void tourShouldNameItsArguments() {
        assertThatThrownBy(() -> FiveMinuteTour.main(new String[0])).hasMessageContaining("URL DATABASE LOGIN");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_OUT)
    void tourShouldSyncOnceCleanUpAndFind() {
        try (OdooServer server = OdooServer.builder().user("sync", "a-password").start()) {
            OdooDatabase database = server.database();
            database.create("res.partner", Map.of("name", "Wheels & Spokes", "function", "Bicycle repair shop"));
            database.create("res.partner", Map.of("name", "Harbour Bakery", "function", "Bread and cakes"));
            long contacts = database.ids("res.partner").size();
            Output output = new Output();

            PrintStream original = System.out;
            System.setOut(output.stream());
            try {
                FiveMinuteTour.main(new String[] {
                    server.url(),
                    server.databaseName(),
                    "sync",
                    "a-password",
                    folder.resolve("syncline.db").toString()
                });
            } finally {
                System.setOut(original);
            }

            assertThat(output.lines().subList(0, 3))
                    .containsExactly(
                            "COMPLETED: " + contacts + " contacts embedded",
                            "INCREMENTAL: 0 contacts embedded",
                            "0 contacts removed");
            assertThat(output.lines().get(3)).contains("Wheels & Spokes");
        }
    }
}
