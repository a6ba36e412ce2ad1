package io.syncline.core.internal.run;

import io.syncline.api.ModelName;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.FieldRestrictions;
import io.syncline.core.port.GenerationalSink;
import io.syncline.core.port.Ports;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.settings.ModelSettings;
import io.syncline.core.text.DocumentPlan;
import java.util.concurrent.CompletableFuture;

/**
 * The way in of every run: describes the model, chooses its fields and prepares the sink. Whatever compares, explains or
 * counts what a sync has stored starts here as well, and so sees the same fields and the same fingerprints.
 */
public final class Preparation {

    private final EngineContext engine;
    private final ModelName model;

    public Preparation(EngineContext engine, ModelName model) {
        this.engine = engine;
        this.model = model;
    }

    /** Makes the sink ready for the embedder of an engine. Blocks. */
    public static void prepareSink(Ports ports) {
        ports.sink().prepare(new SinkSchema(ports.embedder().fingerprint()));
    }

    /** Makes the sink ready without blocking. */
    public static CompletableFuture<Void> prepareSink(RunContext run) {
        return run.retrier().call(Work.COMPARE, "Preparing the sink for " + run.key(), () -> {
            prepareSink(run.ports());
            return null;
        });
    }

    /** Plans the model and prepares the sink. Blocks. */
    public SyncPlan plan(boolean includeArchived) {
        return prepared(describe(includeArchived));
    }

    /**
     * Does the same without blocking.
     *
     * @param retrier limits how long the first calls to source and sink are retried
     */
    public CompletableFuture<SyncPlan> plan(RunContext run, boolean includeArchived, Retrier retrier) {
        return retrier.call(Work.SOURCE, "Describing " + run.key(), () -> describe(includeArchived))
                .thenCompose(plan ->
                        retrier.call(Work.COMPARE, "Preparing the sink for " + run.key(), () -> prepared(plan)));
    }

    private SyncPlan describe(boolean includeArchived) {
        RecordSource source = engine.ports().source();
        ModelSettings settings = engine.model(model);
        ModelDescription description = source instanceof FieldRestrictions restrictions
                ? restrictions.describe(
                        model, DocumentPlan.named(settings.fields(), settings.template(), settings.payload()))
                : source.describe(model);
        return SyncPlan.of(engine, description, includeArchived);
    }

    private SyncPlan prepared(SyncPlan plan) {
        prepareSink(engine.ports());
        return engine.ports().sink() instanceof GenerationalSink stores ? plan.in(stores.generation()) : plan;
    }
}
