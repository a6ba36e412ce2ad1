package io.syncline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import io.syncline.cli.config.ConfigReader;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daily work of the company, as an Odoo client reads it. */
class OfficeTest {

    @TempDir
    private Path directory;

    private static List<SourceRecord> read(OpenEngine open, String model, String... fields) {
        RecordScope scope = RecordScope.builder()
                .model(ModelName.of(model))
                .addFields(fields)
                .build();
        return open.source().page(scope, IdRange.ALL, 500).records();
    }

    @Test
    void recordsOfAllAreasShouldBeReadable() throws IOException {
        try (SampleServer server = SampleServer.start(Clock.systemUTC())) {
            Files.writeString(
                    directory.resolve("syncline.yaml"),
                    "source: {type: odoo, url: \"%s\", database: %s, username: %s, password: %s}"
                            .formatted(server.url(), server.database(), server.login(), server.password()));
            try (OpenEngine open = OpenEngine.of(
                    ConfigReader.read(directory, Path.of("syncline.yaml"), Map.of()), SyncListener.NONE)) {
                checkTrade(open);
                checkWork(open);
            }
        }
    }

    private static void checkTrade(OpenEngine open) {
        assertThat(read(open, "sale.order", "name", "amount_total", "order_line"))
                .hasSizeGreaterThan(100)
                .filteredOn(order -> order.field("name").equals(new FieldValue.Text("S00110")))
                .singleElement()
                .satisfies(order -> {
                    assertThat(order.field("amount_total")).isEqualTo(new FieldValue.Money(32_084.5, "EUR"));
                    assertThat(((FieldValue.References) order.field("order_line")).values())
                            .hasSize(3);
                });
        assertThat(read(open, "product.product", "name")).hasSize(500);
        assertThat(read(open, "stock.picking", "note")).hasSizeGreaterThan(40);
    }

    private static void checkWork(OpenEngine open) {
        assertThat(read(open, "project.task", "description"))
                .anySatisfy(task -> assertThat(String.valueOf(task.field("description")))
                        .contains("The claim has the number PX-70431"));
        assertThat(read(open, "mail.message", "res_id", "record_name"))
                .allSatisfy(message -> assertThat(message.field("res_id")).isNotEqualTo(FieldValue.EMPTY));
        assertThat(read(open, "hr.employee", "parent_id"))
                .hasSize(29)
                .anySatisfy(employee ->
                        assertThat(String.valueOf(employee.field("parent_id"))).contains("Agnieszka Wrona"));
    }
}
