package io.syncline.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.syncline.api.ModelName;
import io.syncline.api.PlanReport;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.odoo.testserver.OdooWebhooks;
import io.syncline.server.hook.HookReceiver;
import io.syncline.service.ServiceSettings;
import io.syncline.service.SyncService;
import io.syncline.service.schedule.ModelSchedule;
import io.syncline.service.schedule.Schedule;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Webhooks that are dropped, doubled, early or for records that do not exist: what they should have told is found nevertheless. */
class LostWebhooksTest {

    private static final ModelName PARTNER = ModelName.of("res.partner");
    private static final int RECORDS = 120;
    private static final int CHANGES = 150;

    private final Random random = new Random(11);
    private final ExecutorService hooks = Executors.newSingleThreadExecutor();
    private HttpServer http;

    @BeforeEach
    void listen() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
        hooks.shutdownNow();
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/hooks/secret");
    }

    private void receive(SyncService service) {
        HookReceiver receiver = new HookReceiver(
                PARTNER::equals,
                service::touch,
                hooks,
                CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS, hooks));
        http.createContext("/hooks/", exchange -> {
            HookReceiver.Answer answer =
                    receiver.accept(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(answer.status(), -1);
            exchange.close();
        });
    }

    /** Three of ten go wrong. */
    private OdooWebhooks.Fate fate() {
        return switch (random.nextInt(12)) {
            case 0 -> OdooWebhooks.Fate.DROPPED;
            case 1 -> OdooWebhooks.Fate.DOUBLED;
            case 2 -> OdooWebhooks.Fate.EARLY;
            case 3 -> OdooWebhooks.Fate.OF_NO_RECORD_TOO;
            default -> OdooWebhooks.Fate.SENT;
        };
    }

    private static SyncEngine engine(OdooServer server) {
        return SyncEngine.builder()
                .source(OdooRecordSource.builder()
                        .url(server.url())
                        .database(server.databaseName())
                        .username("admin")
                        .password("secret")
                        .build())
                .embedder(InMemoryEmbedder.builder().build())
                .sink(InMemoryVectorSink.builder().build())
                .metadata(new InMemoryMetadataStore(Clock.systemUTC()))
                .build();
    }

    private static SyncService service(SyncEngine engine) {
        return SyncService.builder()
                .engine(engine)
                .settings(ServiceSettings.builder()
                        .putModels(PARTNER, ModelSchedule.syncing(Schedule.every(Duration.ofHours(1))))
                        .probe(Duration.ofSeconds(1))
                        .settle(Duration.ofMillis(20))
                        .secondLook(Duration.ofMillis(200))
                        .build())
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = OdooVersion.class,
            names = {"V17", "V19"})
    void everyChangeShouldBeFound(OdooVersion version) {
        try (OdooServer server = OdooServer.builder()
                        .version(version)
                        .user("admin", "secret")
                        .start();
                SyncEngine engine = engine(server);
                SyncService service = service(engine)) {
            List<Long> ids = server.database()
                    .createAll(
                            PARTNER.value(),
                            IntStream.range(0, RECORDS)
                                    .mapToObj(i -> Map.of("name", "Partner " + i))
                                    .toList());
            long before = server.database().ids(PARTNER.value()).size();
            assertThat(engine.sync(SyncRequest.of(PARTNER.value())).outcome()).isEqualTo(RunOutcome.COMPLETED);
            receive(service);
            OdooWebhooks rules = new OdooWebhooks(url(), Set.of(PARTNER.value()), this::fate);
            server.database().webhooks(rules);
            service.start();

            for (int i = 0; i < CHANGES; i++) {
                server.database().write(PARTNER.value(), ids.get(random.nextInt(RECORDS)), Map.of("name", "New " + i));
            }
            server.database().create(PARTNER.value(), Map.of("name", "Created"));

            awaitInSync(engine);
            assertThat(rules.answered()).isPositive();
            assertThat(engine.status(PARTNER).recordsStored()).isEqualTo(before + 1);
        }
    }

    /** A plan takes no lease, so it is in nobody's way. */
    private static void awaitInSync(SyncEngine engine) {
        SyncRequest all = SyncRequest.builder().model(PARTNER).forceFull(true).build();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        PlanReport plan = engine.plan(all);
        while (plan.recordsToEmbed() > 0) {
            assertThat(System.nanoTime())
                    .as("in sync within the bound: %s", plan)
                    .isLessThan(deadline);
            plan = engine.plan(all);
        }
    }
}
