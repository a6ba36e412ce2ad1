package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.SyncListener;
import io.syncline.api.SyncRequest;
import io.syncline.core.cluster.ClusterSettings;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.port.Ports;
import io.syncline.testkit.embedding.SimulatedService;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Workers that share the quota of one embedding service, which refuses whatever exceeds it in any minute. */
class ClusterQuotaTest {

    private static final long REQUESTS = 2_000;
    private static final long TOKENS = 3_000_000;
    private static final Duration END = Duration.ofMinutes(4);

    private final VirtualEngine engine = new VirtualEngine();
    private final VirtualCluster cluster = new VirtualCluster(engine);
    private final SimulatedService service = SimulatedService.builder(engine.time)
            .tokens(text -> 500, text -> 400)
            .toldQuota(QuotaRun.quota(REQUESTS, TOKENS))
            .trueQuota(REQUESTS, TOKENS)
            .build();

    ClusterQuotaTest() {
        engine.create(40_000);
        engine.embedder = service;
        engine.latency = Duration.ofMillis(150);
        engine.settings.sharedBudget("account-1");
        cluster.settings = new ClusterSettings(1_000, Duration.ofSeconds(10), 16);
        cluster.coordinate(SyncRequest.of(VirtualEngine.MODEL.value()), Optional.empty());
    }

    @Test
    void workersShouldUseTheQuotaTogetherWithoutRefusals() {
        for (String name : new String[] {"a", "b", "c", "d"}) {
            addWorker(name);
        }

        engine.wait(END);

        assertThat(service.ledger().refusals()).isEmpty();
        assertThat(used(Duration.ZERO, END)).isGreaterThan(0.9);
        assertThat(cluster.granted.keySet()).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    /** Its reservation counts as spent for a minute; what it had in flight is embedded again. */
    @Test
    void quotaOfADeadWorkerShouldSoonBeUsedByTheOthers() {
        addWorker("a");
        VirtualCluster.Worker killed = addWorker("b");
        addWorker("c");
        engine.wait(Duration.ofSeconds(70));
        killed.loop.kill();

        engine.wait(END.minusSeconds(70));

        assertThat(service.ledger().refusals()).isEmpty();
        assertThat(used(Duration.ofSeconds(90), END)).isGreaterThan(0.9);
    }

    /** With randomness of its own, from which its name in the budget comes. */
    private VirtualCluster.Worker addWorker(String name) {
        return cluster.addWorker(
                name,
                new EngineContext(
                        new Ports(engine.source, service, engine.sink, engine.metadata),
                        engine.settings.build(),
                        Map.of(VirtualEngine.MODEL, engine.model),
                        new SafeListener(SyncListener.NONE),
                        new Random(name.hashCode())));
    }

    /** Of the quota of tokens. */
    private double used(Duration from, Duration to) {
        double minutes = to.minus(from).toMillis() / 60_000.0;
        return service.ledger().tokensBetween(from, to) / (minutes * TOKENS);
    }
}
