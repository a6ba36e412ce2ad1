package io.syncline.service.memory;

import io.syncline.api.ModelName;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A memory of this process. Thread-safe. */
final class ProcessMemory implements ScheduleMemory {

    private final Map<ModelName, Starts> starts = new HashMap<>();

    private Starts of(ModelName model) {
        return starts.getOrDefault(model, Starts.NONE);
    }

    @Override
    public synchronized Optional<LastStart> last(ModelName model, ScheduledWork work) {
        return of(model).last(work);
    }

    @Override
    public synchronized boolean claim(ModelName model, ScheduledWork work, Optional<LastStart> known, Instant now) {
        if (!of(model).last(work).equals(known)) {
            return false;
        }
        starts.put(model, of(model).with(work, new LastStart(now, false)));
        return true;
    }

    @Override
    public synchronized void ended(ModelName model, ScheduledWork work, Instant started) {
        starts.put(model, of(model).ended(work, started));
    }
}
