package io.syncline.core.internal.run;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.syncline.api.ModelName;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.FieldRestrictions;
import io.syncline.core.port.Ports;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.settings.ModelSettings;
import io.syncline.core.text.DocumentPlan;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way in of every run: opens the sink, describes the model and chooses its fields. Whatever compares, explains or
 * counts what a sync has stored starts here as well, and so sees the same fields and the same fingerprints.
 *
 * <p>A run has to know which store it works on before it asks for the lease, which belongs to source, model and store. So
 * all this comes first. A run that stores describes the model before it touches the sink: a misspelt model leaves no empty
 * collection behind.
 *
 * <p>Confined to the loop, but for the methods that block.
 */
public final class Preparation {

    /** Makes calls off the loop and retries them. */
    public interface Calls {

        <T> CompletableFuture<T> call(Work work, String what, Callable<T> callable);
    }

    private final EngineContext engine;
    private final RunContext run;
    private final boolean includeArchived;
    private final Calls calls;
    private @Nullable SyncPlan plan;

    /**
     * The preparation of one run.
     *
     * @param includeArchived whether archived records are in scope
     * @param calls makes the first calls to source and sink
     */
    public Preparation(EngineContext engine, RunContext run, boolean includeArchived, Calls calls) {
        this.engine = engine;
        this.run = run;
        this.includeArchived = includeArchived;
        this.calls = calls;
    }

    /** Describes a model. Blocks. */
    public static SyncPlan describe(EngineContext engine, ModelName model, boolean includeArchived) {
        RecordSource source = engine.ports().source();
        ModelSettings settings = engine.model(model);
        ModelDescription description = source instanceof FieldRestrictions restrictions
                ? restrictions.describe(
                        model, DocumentPlan.named(settings.fields(), settings.template(), settings.payload()))
                : source.describe(model);
        return SyncPlan.of(engine, description, includeArchived);
    }

    /** Opens the store of an engine, which must exist. Blocks. */
    public static SinkIdentity open(Ports ports) {
        return ports.sink().open(schema(ports));
    }

    /** Opens the store of an engine, or creates it, and gives it an identity. Blocks. */
    public static SinkIdentity prepare(Ports ports) {
        return ports.sink().prepare(schema(ports));
    }

    private static SinkSchema schema(Ports ports) {
        return new SinkSchema(ports.embedder().fingerprint());
    }

    /** Opens the store, which must exist. */
    public CompletableFuture<SinkIdentity> openToRead() {
        return calls.call(Work.COMPARE, "Opening the sink for " + run.key(), () -> open(run.ports()));
    }

    /** Opens the store, and gives it an identity if an earlier version created it. It must exist. */
    public CompletableFuture<SinkIdentity> openToChange() {
        return openToRead().thenCompose(sink -> sink.isKnown() ? completedFuture(sink) : prepare());
    }

    /** Describes the model, and prepares the store for it: creates one if there is none. */
    public CompletableFuture<SinkIdentity> prepareToStore() {
        return plan().thenCompose(described -> prepare());
    }

    private CompletableFuture<SinkIdentity> prepare() {
        return calls.call(Work.COMPARE, "Preparing the sink for " + run.key(), () -> prepare(run.ports()));
    }

    /** The plan of the model; described at the first call. */
    public CompletableFuture<SyncPlan> plan() {
        SyncPlan known = plan;
        if (known != null) {
            return completedFuture(known);
        }
        return calls.call(Work.SOURCE, "Describing " + run.key(), () -> describe(engine, run.model(), includeArchived))
                .thenApply(described -> {
                    plan = described;
                    return described;
                });
    }
}
