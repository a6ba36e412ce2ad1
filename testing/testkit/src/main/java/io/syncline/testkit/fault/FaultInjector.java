package io.syncline.testkit.fault;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.VectorSink;
import io.syncline.testkit.CallCounts;
import io.syncline.testkit.PortMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Wraps ports so that their calls follow one plan and are recorded in one log. A wrapped port keeps its contract as long
 * as the plan lets its calls pass. Methods that call no external system are neither counted nor made to fail: names,
 * fingerprints, limits, token counts and {@code close}.
 *
 * <p>Thread-safe.
 */
public final class FaultInjector {

    private final CallCounts counts = new CallCounts();
    private final CallLog log = new CallLog();
    private volatile FaultPlan plan;

    /**
     * An injector that follows a plan.
     *
     * @param plan which calls suffer which fault
     */
    public FaultInjector(FaultPlan plan) {
        this.plan = plan;
    }

    /**
     * Follows another plan from the next call on. The call counts continue.
     *
     * @param next which calls suffer which fault
     */
    public void follow(FaultPlan next) {
        plan = next;
    }

    /**
     * The calls of the wrapped ports.
     *
     * @return the live log
     */
    public CallLog log() {
        return log;
    }

    /**
     * How often the wrapped ports were called.
     *
     * @return the live counters; plans refer to their numbers
     */
    public CallCounts calls() {
        return counts;
    }

    /**
     * Wraps a source.
     *
     * @param source the wrapped source; closed with the wrapper
     * @return the wrapper
     */
    public RecordSource wrap(RecordSource source) {
        return new FaultyRecordSource(source, this);
    }

    /**
     * Wraps an embedder.
     *
     * @param embedder the wrapped embedder; closed with the wrapper
     * @return the wrapper
     */
    public Embedder wrap(Embedder embedder) {
        return new FaultyEmbedder(embedder, this);
    }

    /**
     * Wraps a sink. The wrapper can quarantine records if the sink can, and has a catalog if the sink has both; other
     * abilities do not show.
     *
     * @param sink the wrapped sink; closed with the wrapper
     * @return the wrapper
     */
    public VectorSink wrap(VectorSink sink) {
        return FaultyVectorSink.of(sink, this);
    }

    /**
     * Wraps a store.
     *
     * @param store the wrapped store; closed with the wrapper
     * @return the wrapper, which stores shared documents if the store does
     */
    public MetadataStore wrap(MetadataStore store) {
        return store instanceof SharedDocuments documents
                ? new FaultySharedStore(store, documents, this)
                : new FaultyMetadataStore(store, this);
    }

    <T> T call(PortMethod method, List<Object> arguments, Supplier<T> delegate) {
        PortCall call = new PortCall(method, counts.add(method), arguments);
        log.begin(call);
        try {
            Optional<Fault> fault = plan.fault(method, call.number());
            T answer = fault.isPresent() ? fault.get().apply(call, delegate) : delegate.get();
            log.end(call, null);
            return answer;
        } catch (RuntimeException e) {
            log.end(call, e);
            throw e;
        }
    }

    void run(PortMethod method, List<Object> arguments, Runnable delegate) {
        call(method, arguments, () -> {
            delegate.run();
            return true;
        });
    }
}
