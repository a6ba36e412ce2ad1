package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.core.internal.quota.AdmissionClient;
import io.syncline.core.internal.quota.EmbedAdmission;
import io.syncline.core.internal.quota.Permit;
import io.syncline.core.port.Ports;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.settings.EngineSettings;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.embedding.SimulatedService;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Runs of one engine that synchronise a shared budget. */
class BudgetExchangeTest {

    private final VirtualTime time = new VirtualTime(QuotaRun.EPOCH, new Random(3));
    private final InMemoryMetadataStore states = new InMemoryMetadataStore(time);
    private final EmbedAdmission admission = new EmbedAdmission(
            new Ports(
                    InMemoryRecordSource.builder()
                            .clock(time)
                            .model(ModelName.of("res.partner"), new FieldDescription("name", "Name", FieldType.TEXT))
                            .build(),
                    SimulatedService.builder(time)
                            .toldQuota(QuotaRun.quota(2_000, 3_000_000))
                            .build(),
                    new InMemoryVectorSink(),
                    states),
            EngineSettings.builder().sharedBudget("account").build(),
            new Random(2));

    private VirtualLoop loop() {
        return new VirtualLoop(time, work -> Duration.ofMillis(10).toNanos());
    }

    @Test
    void runShouldContinueWhenAnotherOneEndsDuringItsChangeOfTheBudget() {
        VirtualLoop ending = loop();
        AdmissionClient first = admission.register(ending, () -> {});
        List<Permit> permits = new ArrayList<>();
        Sender second = new Sender(loop(), permits);

        assertThat(admission.tryAcquire(first, 1_000))
                .as("the local budget starts empty")
                .isNull();
        time.run(Duration.ofSeconds(5));
        assertThat(admission.tryAcquire(first, 1_000))
                .as("nothing is reserved yet")
                .isNull();
        admission.leave(first);
        second.send();
        ending.kill();
        admission.forget(ending);
        time.run(Duration.ofSeconds(10));

        assertThat(permits).hasSize(1);
        assertThat(states.calls().of(PortMethod.STORE_COMPARE_AND_SET_DOCUMENT)).isPositive();
    }

    /** Sends one request as soon as it may. */
    private final class Sender {

        private final AdmissionClient client;
        private final List<Permit> permits;

        Sender(VirtualLoop loop, List<Permit> permits) {
            this.client = admission.register(loop, this::send);
            this.permits = permits;
        }

        void send() {
            if (permits.isEmpty()) {
                Permit permit = admission.tryAcquire(client, 1_000);
                if (permit != null) {
                    permits.add(permit);
                    admission.leave(client);
                }
            }
        }
    }
}
