package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.internal.sync.SyncRunner;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.Ports;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.settings.EngineSettings;
import io.syncline.testkit.embedding.SimulatedService;
import io.syncline.testkit.fault.FaultInjector;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Several processes, each with an engine and a model of its own, that share one service and one store in virtual time. */
final class SharedQuotaRun {

    static final String BUDGET = "account-1";
    private static final Duration LATENCY = Duration.ofMillis(150);

    /** One of the processes. */
    final class Member {

        final ModelName model;
        final FaultInjector faults = new FaultInjector(FaultPlan.NONE);
        final CompletableFuture<SyncReport> report = new CompletableFuture<>();
        private final EngineContext context;
        private final VirtualLoop loop = new VirtualLoop(time, SharedQuotaRun::nanos);

        private Member(int number, int records, EngineSettings.Builder settings) {
            model = ModelName.of("model.number" + number);
            InMemoryRecordSource source = InMemoryRecordSource.builder()
                    .clock(time)
                    .model(model, new FieldDescription("name", "Name", FieldType.TEXT))
                    .build();
            for (int id = 1; id <= records; id++) {
                source.put(model, RecordId.of(id), Map.of("name", new FieldValue.Text(model + " " + id)));
            }
            MetadataStore store = faults.wrap(states.reopen());
            context = new EngineContext(
                    new Ports(source, service, new InMemoryVectorSink(), store),
                    settings.sharedBudget(BUDGET).build(),
                    Map.of(),
                    new SafeListener(SyncListener.NONE),
                    new Random(100 + number));
        }

        /** Starts its sync after a while. */
        Member sync(Duration after) {
            time.after(
                    after,
                    () -> new SyncRunner(context, SyncRequest.of(model.value()), loop, "test-" + model)
                            .run(UnaryOperator.identity())
                            .thenAccept(report::complete));
            return this;
        }

        void killAfter(Duration after) {
            time.after(after, loop::kill);
        }

        long tokens() {
            return service.ledger().texts().keySet().stream()
                    .filter(text -> text.contains(model.value() + " "))
                    .mapToLong(service::tokens)
                    .sum();
        }
    }

    final VirtualTime time = new VirtualTime(QuotaRun.EPOCH, new Random(3));
    final InMemoryMetadataStore states = new InMemoryMetadataStore(time);
    final SimulatedService service;
    private final List<Member> processes = new ArrayList<>();

    SharedQuotaRun(UnaryOperator<SimulatedService.Builder> service) {
        this.service = service.apply(SimulatedService.builder(time)).build();
    }

    Member process(int records) {
        return process(records, EngineSettings.builder());
    }

    Member process(int records, EngineSettings.Builder settings) {
        Member next = new Member(processes.size() + 1, records, settings);
        processes.add(next);
        return next;
    }

    private static long nanos(Work work) {
        return work == Work.EMBED ? LATENCY.toNanos() : 3_000_000;
    }

    void until(Duration end) {
        while (time.nanos() < end.toNanos()) {
            assertThat(time.step()).as("something happens until " + end).isTrue();
        }
    }

    SyncReport join(Member process) {
        while (!process.report.isDone()) {
            assertThat(time.step()).as("the run ends").isTrue();
        }
        return process.report.join();
    }

    /** The share of a quota of tokens that was used within a time. */
    double used(long tokensPerMinute, Duration from, Duration to) {
        double minutes = to.minus(from).toMillis() / 60_000.0;
        return service.ledger().tokensBetween(from, to) / (minutes * tokensPerMinute);
    }
}
