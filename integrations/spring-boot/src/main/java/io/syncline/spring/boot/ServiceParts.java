package io.syncline.spring.boot;

import io.syncline.service.ServiceSettings;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.run.ServiceListener;
import org.springframework.beans.factory.ObjectProvider;

/** The beans that a service is made of, beside its engine. */
record ServiceParts(
        ServiceSettings settings,
        ScheduleMemory memory,
        RunProgressListener progress,
        ObjectProvider<ServiceListener> listener) {}
