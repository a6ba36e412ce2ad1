package io.syncline.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.core.SyncEngine;
import io.syncline.service.ServiceSettings;
import io.syncline.service.SyncService;
import io.syncline.service.memory.LastStart;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Parts of the service that are the application's own. */
class ReplacedServiceTest {

    private static final ServiceSettings DAILY = ServiceSettings.builder()
            .putModels(MemoryPorts.PARTNER, ModelSchedule.syncing(Schedule.every(Duration.ofDays(1))))
            .build();

    @Configuration(proxyBeanMethods = false)
    static class OwnParts {

        private final List<ModelName> claimed = new CopyOnWriteArrayList<>();

        @Bean
        ServiceSettings settings() {
            return DAILY;
        }

        @Bean
        ScheduleMemory memory() {
            ScheduleMemory memory = ScheduleMemory.ofProcess();
            return new ScheduleMemory() {
                @Override
                public Optional<LastStart> last(ModelName model, ScheduledWork work) {
                    return memory.last(model, work);
                }

                @Override
                public boolean claim(ModelName model, ScheduledWork work, Optional<LastStart> known, Instant now) {
                    claimed.add(model);
                    return memory.claim(model, work, known, now);
                }

                @Override
                public void ended(ModelName model, ScheduledWork work, Instant started) {
                    memory.ended(model, work, started);
                }
            };
        }
    }

    @Test
    void serviceShouldBeMadeOfTheSettingsAndTheMemoryOfTheApplication() {
        try (ConfigurableApplicationContext context = Applications.start(Map.of(), MemoryPorts.class, OwnParts.class)) {
            SyncService service = context.getBean(SyncService.class);
            while (context.getBean(OwnParts.class).claimed.isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(service.settings()).isSameAs(DAILY);
            assertThat(context.getBean(OwnParts.class).claimed).containsExactly(MemoryPorts.PARTNER);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnService {

        @Bean
        SyncService service(SyncEngine engine) {
            return SyncService.builder().engine(engine).settings(DAILY).build();
        }
    }

    @Test
    void serviceOfTheApplicationShouldRunByItsSchedules() {
        try (ConfigurableApplicationContext context =
                Applications.start(Map.of(), MemoryPorts.class, OwnService.class)) {
            assertThat(context.getBeansOfType(SyncService.class)).containsOnlyKeys("service");
            SyncService service = context.getBean(SyncService.class);
            while (service.runs().newestFirst().isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }
}
