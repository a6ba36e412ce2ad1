package io.syncline.server;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.server.settings.ServerSettings;
import io.syncline.service.ServiceSettings;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import io.syncline.testkit.memory.InMemoryRecordSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What the operator of operate.test.mjs finds: twenty partners and one that fails, a note with script in its name and signs of
 * addresses in its id, a model that the source does not have, and a way to change the source.
 */
final class Office implements AutoCloseable {

    static final String TOKEN = "the token of this server";

    private static final ModelName PARTNER = ModelName.of("res.partner");
    private static final ModelName NOTES = ModelName.of("notes");
    private static final ModelName BROKEN = ModelName.of("broken");
    private static final String SCRIPT = "<img src=x onerror=\"window.attacked=1\">";
    private static final int PARTNERS = 21;
    private static final long FAILING = 7;

    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:office")
            .clock(Clock.systemUTC())
            .model(PARTNER, new FieldDescription("name", "Name", FieldType.TEXT))
            .model(NOTES, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    private final MemoryService memory;
    private final SynclineServer open;
    private final SynclineServer guarded;
    private final Control control;

    Office() throws IOException {
        for (int id = 1; id <= PARTNERS; id++) {
            put(id, "Partner " + id);
        }
        source.withhold(PARTNER, RecordId.of(FAILING), "The source refused it: " + SCRIPT);
        source.put(NOTES, RecordId.of("a/b?c#d%20é"), Map.of("name", new FieldValue.Text(SCRIPT + " attacked")));
        memory = new MemoryService(
                "memory:office",
                source,
                ServiceSettings.builder()
                        .putModels(PARTNER, ModelSchedule.syncing(Schedule.every(Duration.ofHours(1))))
                        .putModels(NOTES, ModelSchedule.syncing(Schedule.every(Duration.ofHours(1))))
                        .putModels(BROKEN, ModelSchedule.syncing(Schedule.every(Duration.ofHours(1))))
                        .build());
        open = SynclineServer.start(ServerSettings.builder().port(0).build(), memory.served, () -> "");
        guarded = SynclineServer.start(
                ServerSettings.builder().port(0).token(TOKEN).build(), memory.served, () -> "");
        control = new Control()
                .on("/change", () -> {
                    source.deliver(PARTNER, RecordId.of(FAILING));
                    put(1, "Partner 1, moved");
                    put(PARTNERS + 1, "Partner " + (PARTNERS + 1));
                })
                .on("/delete", () -> source.delete(PARTNER, RecordId.of(PARTNERS - 1)));
        memory.service.start();
    }

    private void put(long id, String name) {
        source.put(PARTNER, RecordId.of(id), Map.of("name", new FieldValue.Text(name)));
    }

    /** What the script is told. */
    Map<String, String> environment() {
        return Map.of(
                "SYNCLINE_URL",
                open.url() + "/",
                "SYNCLINE_GUARDED",
                guarded.url() + "/",
                "SYNCLINE_TOKEN",
                TOKEN,
                "SYNCLINE_CONTROL",
                control.url());
    }

    @Override
    public void close() {
        control.close();
        memory.service.close();
        open.close();
        guarded.close();
        memory.close();
    }
}
