package io.syncline.core.internal.sources;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.lease.LeaseKeeper;
import io.syncline.core.internal.lease.SinkLoss;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.internal.touch.TouchDocument;
import io.syncline.core.port.Ports;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SourceContent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Renames or drops a source in the sink, under the leases of all its models. Each step can be repeated, so that a change that
 * was interrupted is completed by the next call: points change before states, and states tell which models are left.
 *
 * <p>Confined to the loop, but for {@link #cancel()}; used once.
 */
public final class SourceChange {

    private static final int LONGEST_NAME = 200;

    private final EventLoop loop;
    private final Retrier retrier;
    private final Ports ports;
    private final SourceCatalog catalog;
    private final LeaseKeeper leases;
    private volatile boolean cancelled;

    /**
     * A change.
     *
     * @param owner who the leases are for; no two runs have the same
     * @throws SetupException if the sink cannot list sources
     */
    public SourceChange(EngineContext engine, EventLoop loop, String owner) {
        this.loop = loop;
        this.retrier = new Retrier(loop, engine.settings().retry(), engine.random());
        this.ports = engine.ports();
        this.catalog = catalog(ports.sink());
        this.leases = new LeaseKeeper(engine, loop, owner);
    }

    private static SourceCatalog catalog(VectorSink sink) {
        if (sink instanceof SourceCatalog catalog) {
            return catalog;
        }
        throw new SetupException("This sink cannot list, rename or drop sources");
    }

    /** Stops before the next model. Any thread may call this. */
    public void cancel() {
        cancelled = true;
        loop.execute(retrier::stop);
    }

    /**
     * Renames a source.
     *
     * @return what was renamed, as it was before
     */
    public CompletableFuture<List<SourceContent>> rename(String from, String to) {
        if (to.isEmpty() || to.length() > LONGEST_NAME || to.equals(from)) {
            throw new IllegalArgumentException("The new name of a source must have 1 to " + LONGEST_NAME
                    + " characters and differ from the present one, but is '" + to + "'");
        }
        return contents().thenCompose(contents -> {
            contents.require(from, to);
            return each(contents, from, key -> acquireBoth(contents, key, to), key -> rename(contents, key, to));
        });
    }

    /**
     * Drops a source.
     *
     * @return what was dropped, as it was before
     */
    public CompletableFuture<List<SourceContent>> drop(String name) {
        return contents()
                .thenCompose(contents -> each(
                        contents, name, key -> acquire(contents.access(key), contents, 0), key -> drop(contents, key)));
    }

    /**
     * What the sink of an engine holds of all sources. Blocks.
     *
     * @throws SetupException if it cannot list sources
     */
    public static List<SourceContent> contents(Ports ports) {
        return SinkContents.read(catalog(ports.sink()), ports.metadata()).all();
    }

    private CompletableFuture<SinkContents> contents() {
        return retrier.call(Work.COMPARE, "Listing the sources in the sink", this::read);
    }

    /** A store of an earlier version gets its identity first, since leases and states belong to it. */
    private SinkContents read() {
        SinkContents contents = SinkContents.read(catalog, ports.metadata());
        if (contents.sink().isKnown()) {
            return contents;
        }
        Preparation.prepare(ports);
        return SinkContents.read(catalog, ports.metadata());
    }

    /** Acquires the leases of all models before anything is changed, and releases what is left at the end. */
    private CompletableFuture<List<SourceContent>> each(
            SinkContents contents,
            String source,
            Function<ModelKey, CompletableFuture<Void>> acquire,
            Function<ModelKey, CompletableFuture<Void>> change) {
        List<ModelKey> keys = contents.keys(source);
        return inTurn(keys, acquire)
                .thenCompose(acquired -> inTurn(keys, change))
                .handle((done, thrown) -> leases.releaseAll()
                        .thenCompose(released -> thrown == null
                                ? CompletableFuture.completedFuture(contents.of(source))
                                : CompletableFuture.<List<SourceContent>>failedFuture(thrown)))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Void> inTurn(List<ModelKey> keys, Function<ModelKey, CompletableFuture<Void>> work) {
        CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
        for (ModelKey key : keys) {
            done = done.thenCompose(before -> cancelled
                    ? CompletableFuture.failedFuture(
                            new TransientException("Stopped before " + key + "; start again to change the rest", null))
                    : leases.check().thenCompose(held -> work.apply(key)));
        }
        return done;
    }

    private CompletableFuture<Void> acquire(StateAccess store, SinkContents contents, long floor) {
        return acquired(store, contents, floor).thenApply(epoch -> null);
    }

    private CompletableFuture<Long> acquired(StateAccess store, SinkContents contents, long floor) {
        ModelKey key = new ModelKey(store.key().source(), store.key().model());
        return retrier.call(Work.COMPARE, "Reading the mark of " + key, () -> catalog.mark(key))
                .thenCompose(mark -> leases.acquire(store, contents.sink().name(), floor, mark));
    }

    /** The points are written under the token of the old name, which becomes that of the new one; so it is the greater one. */
    private CompletableFuture<Void> acquireBoth(SinkContents contents, ModelKey key, String to) {
        StateAccess target = contents.access(new ModelKey(to, key.model()));
        return acquired(target, contents, 0)
                .thenCompose(epoch -> acquire(contents.access(key), contents, epoch))
                .thenCompose(acquired -> compare(key, contents.access(key).key(), target));
    }

    /** Both states start over that rely on what the sink does not hold, as at the beginning of any run that writes. */
    private CompletableFuture<Void> compare(ModelKey key, StateKey from, StateAccess target) {
        ModelKey to = new ModelKey(target.key().source(), key.model());
        ModelState old = leases.before(from);
        ModelState present = leases.before(target.key());
        return retrier.call(Work.COMPARE, "Reading the marks of " + key + " and " + to, () -> {
                    Optional<SinkMark> mark = catalog.mark(key);
                    Optional<SinkMark> other = catalog.mark(to);
                    return new Losses(SinkLoss.ofRename(mark, other, old), SinkLoss.of(other, present));
                })
                .thenCompose(losses ->
                        startOver(from, losses.old()).thenCompose(done -> startOver(target.key(), losses.present())));
    }

    /** Why the states of the old and of the new name must start over; empty if they need not. */
    private record Losses(Optional<String> old, Optional<String> present) {}

    private CompletableFuture<Void> startOver(StateKey key, Optional<String> loss) {
        if (loss.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        LOG.warn("The saved state of {} starts over: {}", key, loss.get());
        return leases.startOver(key);
    }

    private CompletableFuture<Void> rename(SinkContents contents, ModelKey key, String to) {
        StateKey from = contents.access(key).key();
        StateAccess target = contents.access(new ModelKey(to, key.model()));
        long epoch = leases.state(from).epoch();
        Runnable fence = leases.fence(from);
        Runnable other = leases.fence(target.key());
        return call("Renaming " + key + " to " + to, () -> {
                    fence.run();
                    other.run();
                    catalog.rename(key, to, epoch);
                })
                .thenCompose(renamed -> leases.check())
                .thenCompose(held -> touches(from, target.key()))
                .thenCompose(held -> saysSomething(leases.state(target.key()))
                        ? leases.remove(from)
                        : leases.remove(target.key()).thenCompose(removed -> leases.move(from, target)));
    }

    /** What was touched under the old name is read under the new one. */
    private CompletableFuture<Void> touches(StateKey from, StateKey to) {
        return call(
                "Moving the touched records of " + from,
                () -> TouchDocument.in(ports.metadata(), from)
                        .ifPresent(document ->
                                TouchDocument.in(ports.metadata(), to).ifPresent(document::moveTo)));
    }

    /** Whether a sync under the new name has got somewhere; its state is then true of the points, copies included. */
    private static boolean saysSomething(ModelState state) {
        return state.sinkMark() > 0
                || state.checkpoint().isPresent()
                || state.watermark().isPresent()
                || state.lastMaxWriteDate().isPresent();
    }

    private CompletableFuture<Void> drop(SinkContents contents, ModelKey key) {
        StateKey state = contents.access(key).key();
        long epoch = leases.state(state).epoch();
        Runnable fence = leases.fence(state);
        return call("Dropping " + key, () -> {
                    fence.run();
                    catalog.drop(key, epoch);
                })
                .thenCompose(dropped -> leases.check())
                .thenCompose(held -> call(
                        "Forgetting the touched records of " + key,
                        () -> TouchDocument.in(ports.metadata(), state).ifPresent(TouchDocument::clear)))
                .thenCompose(forgotten -> leases.remove(state));
    }

    private CompletableFuture<Void> call(String what, Runnable work) {
        return retrier.call(Work.WRITE, what, () -> {
            work.run();
            return null;
        });
    }
}
