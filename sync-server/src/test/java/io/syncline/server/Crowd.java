package io.syncline.server;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncRequest;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.server.settings.ServerSettings;
import io.syncline.service.ServiceSettings;
import io.syncline.service.run.Admission;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryRecordSourceBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Two hundred models, of one record each, and a server over a service that syncs them. */
final class Crowd implements AutoCloseable {

    static final int MODELS = 200;
    static final List<ModelName> NAMES = IntStream.range(0, MODELS)
            .mapToObj(i -> ModelName.of(String.format(Locale.ROOT, "x_department.model_%03d", i)))
            .toList();

    final SynclineServer server;
    final MemoryService memory;
    private final InMemoryRecordSource source;
    private long records = 1;

    Crowd(ServerSettings settings) {
        InMemoryRecordSourceBuilder models =
                InMemoryRecordSource.builder().name("memory:crowd").clock(Clock.systemUTC());
        ServiceSettings.Builder schedules = ServiceSettings.builder().maxRuns(16);
        for (ModelName name : NAMES) {
            models.model(name, new FieldDescription("name", "Name", FieldType.TEXT));
            schedules.putModels(name, ModelSchedule.syncing(Schedule.every(Duration.ofDays(1))));
        }
        source = models.build();
        NAMES.forEach(name -> put(name, 1));
        memory = new MemoryService("memory:crowd", source, schedules.build());
        server = SynclineServer.start(settings, memory.served, () -> "");
        memory.service.start();
    }

    private void put(ModelName model, long id) {
        source.put(model, RecordId.of(id), Map.of("name", new FieldValue.Text("Record " + id + " of " + model)));
    }

    /** Puts one more record into each model and syncs it. */
    void change() {
        records++;
        NAMES.forEach(this::change);
    }

    private void change(ModelName model) {
        put(model, records);
        Admission admission = memory.service.sync(SyncRequest.of(model.value()), "a test");
        while (admission.verdict() != Admission.Verdict.STARTED) { // the service has just begun to sync all
            admission.run().ended().join();
            admission = memory.service.sync(SyncRequest.of(model.value()), "a test");
        }
        admission.run().ended().join();
    }

    /** Puts a record into one model and has it synced, as a webhook does. */
    void touch(ModelName model) {
        put(model, ++records);
        memory.service.touch(model, List.of(RecordId.of(records)));
    }

    @Override
    public void close() {
        memory.service.close();
        server.close();
        memory.close();
    }
}
