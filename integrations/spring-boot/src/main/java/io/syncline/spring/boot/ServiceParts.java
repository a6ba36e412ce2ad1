package io.syncline.spring.boot;

import io.syncline.service.ServiceSettings;
import io.syncline.service.SyncService;
import io.syncline.service.SyncServiceBuilder;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.run.ServiceListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;

/** The beans that the service of the starter is made of, beside its engine. */
@ConditionalOnMissingBean(SyncService.class)
record ServiceParts(
        ServiceSettings settings,
        ScheduleMemory memory,
        RunProgressListener progress,
        ObjectProvider<ServiceListener> listeners) {

    SyncServiceBuilder builder() {
        return SyncService.builder()
                .settings(settings)
                .memory(memory)
                .progress(progress)
                .listener(new ServiceListeners(listeners.orderedStream().toList()));
    }
}
