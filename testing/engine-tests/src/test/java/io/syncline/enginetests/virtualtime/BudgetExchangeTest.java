package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.core.internal.quota.EmbedGate;
import io.syncline.core.internal.quota.EmbedLane;
import io.syncline.core.internal.quota.EmbedTicket;
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

/** Runs of one engine that keep a shared budget in step. */
class BudgetExchangeTest {

    private final VirtualTime time = new VirtualTime(QuotaRun.EPOCH, new Random(3));
    private final InMemoryMetadataStore states = new InMemoryMetadataStore(time);
    private final EmbedGate gate = new EmbedGate(
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
    void runShouldGoOnWhenAnotherOneEndsWithTheChangeOfTheBudgetUnderWay() {
        VirtualLoop ending = loop();
        EmbedLane first = gate.join(ending, () -> {});
        List<EmbedTicket> tickets = new ArrayList<>();
        Sender second = new Sender(loop(), tickets);

        assertThat(first.start(1_000)).as("the local budget starts empty").isNull();
        time.run(Duration.ofSeconds(5));
        assertThat(first.start(1_000)).as("nothing is reserved yet").isNull();
        first.rest();
        second.send();
        ending.kill();
        gate.forget(ending);
        time.run(Duration.ofSeconds(10));

        assertThat(tickets).hasSize(1);
        assertThat(states.calls().of(PortMethod.STORE_COMPARE_AND_SET_DOCUMENT)).isPositive();
    }

    /** Sends one request as soon as it may. */
    private final class Sender {

        private final EmbedLane lane;
        private final List<EmbedTicket> tickets;

        Sender(VirtualLoop loop, List<EmbedTicket> tickets) {
            this.lane = gate.join(loop, this::send);
            this.tickets = tickets;
        }

        void send() {
            if (tickets.isEmpty()) {
                EmbedTicket ticket = lane.start(1_000);
                if (ticket != null) {
                    tickets.add(ticket);
                    lane.rest();
                }
            }
        }
    }
}
