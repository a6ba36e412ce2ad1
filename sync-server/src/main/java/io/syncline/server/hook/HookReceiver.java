package io.syncline.server.hook;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what webhooks say, and notes it durably on another thread, since callers such as Odoo wait for a second at most and hold
 * a transaction open meanwhile. Per model at most 500 records wait; beyond, the model is synced and its records are not
 * told apart. What could not be noted is noted later, unless a person has to set something up first.
 *
 * <p>Thread-safe. Starts no thread.
 */
public final class HookReceiver {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.server");

    /** As many as an engine keeps. */
    private static final int MOST = 500;

    private final Predicate<ModelName> known;
    private final BiConsumer<ModelName, Collection<RecordId>> touch;
    private final Executor executor;
    private final Executor later;
    private final Map<ModelName, Waiting> waiting = new LinkedHashMap<>();
    private boolean draining;

    /** Records of a model, none of them if there were too many. */
    private static final class Waiting {
        final Set<RecordId> ids = new LinkedHashSet<>();
        final CompletableFuture<Boolean> noted = new CompletableFuture<>();
        boolean tooMany;

        void add(Collection<RecordId> more) {
            if (!tooMany) {
                ids.addAll(more);
            }
            if (ids.size() > MOST) {
                tooMany = true;
                ids.clear();
            }
        }
    }

    /**
     * What became of a request.
     *
     * @param status the status to answer
     * @param message why it was refused; empty if it was taken
     * @param noted completes when all records that were taken are durable, or with false when it turned out that some of them are
     *     not kept: their models are synced nevertheless; never exceptionally
     */
    public record Answer(int status, String message, CompletableFuture<Boolean> noted) {

        private static Answer refused(int status, String message) {
            return new Answer(status, message, CompletableFuture.completedFuture(false));
        }

        /** Whether it was taken. */
        public boolean isTaken() {
            return message.isEmpty();
        }
    }

    /**
     * A receiver.
     *
     * @param known whether a model is one that is kept in sync
     * @param touch notes records of a model durably, and has it synced soon; no records if the model is to be synced only.
     *     Blocks
     * @param executor runs it; one call at a time
     * @param later runs what it is given some seconds later, to retry
     */
    public HookReceiver(
            Predicate<ModelName> known,
            BiConsumer<ModelName, Collection<RecordId>> touch,
            Executor executor,
            Executor later) {
        this.known = known;
        this.touch = touch;
        this.executor = executor;
        this.later = later;
    }

    /**
     * Takes the body of a request. Returns immediately.
     *
     * @param body the body, of which 64 KiB are allowed
     */
    public Answer accept(byte... body) {
        if (body.length > HookBody.LARGEST) {
            return Answer.refused(413, "The body is larger than 64 KiB");
        }
        Map<ModelName, Set<RecordId>> records;
        try {
            records = HookBody.read(body);
        } catch (IllegalArgumentException e) {
            return Answer.refused(400, String.valueOf(e.getMessage()));
        }
        List<ModelName> unknown =
                records.keySet().stream().filter(known.negate()).toList();
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "A webhook names what is not kept in sync ({} models), such as {}", unknown.size(), unknown.get(0));
            return Answer.refused(404, "The model " + unknown.get(0) + " is not kept in sync here; nothing was noted");
        }
        return new Answer(202, "", add(records));
    }

    private CompletableFuture<Boolean> add(Map<ModelName, Set<RecordId>> records) {
        CompletableFuture<Boolean> noted = CompletableFuture.completedFuture(true);
        synchronized (waiting) {
            for (Map.Entry<ModelName, Set<RecordId>> entry : records.entrySet()) {
                Waiting model = waiting.computeIfAbsent(entry.getKey(), name -> new Waiting());
                model.add(entry.getValue());
                noted = noted.thenCombine(model.noted, Boolean::logicalAnd);
            }
        }
        drainSoon(executor);
        return noted;
    }

    private void drainSoon(Executor when) {
        synchronized (waiting) {
            if (draining || waiting.isEmpty()) {
                return;
            }
            draining = true;
        }
        try {
            when.execute(this::drain);
        } catch (RejectedExecutionException closed) {
            LOG.warn("Webhooks came after the end of the service; the next sync finds what they reported");
            synchronized (waiting) {
                draining = false;
            }
        }
    }

    private void drain() {
        boolean failed = !noteAll();
        synchronized (waiting) {
            draining = false;
        }
        drainSoon(failed ? later : executor);
    }

    /**
     * Notes at once what waits for a retry, before the process ends. Call it on the executor, or after the last call of that.
     *
     * @return whether everything is noted
     */
    public boolean flush() {
        return noteAll();
    }

    private boolean noteAll() {
        Map<ModelName, Waiting> taken;
        synchronized (waiting) {
            taken = new LinkedHashMap<>(waiting);
            waiting.clear();
        }
        boolean all = true;
        for (Map.Entry<ModelName, Waiting> model : taken.entrySet()) {
            all &= noted(model.getKey(), model.getValue());
        }
        return all;
    }

    private boolean noted(ModelName model, Waiting records) {
        boolean kept = false;
        try {
            touch.accept(model, List.copyOf(records.ids));
            kept = !records.tooMany;
        } catch (SetupException refused) {
            LOG.error(
                    "Records of {} that webhooks named are dropped, and found by syncs and cleanups: {}",
                    model,
                    refused.getMessage());
        } catch (SyncException | IllegalStateException failure) {
            LOG.warn(
                    "What webhooks reported of {} is kept in memory, since it could not be noted: {}",
                    model,
                    failure.getMessage());
            again(model, records);
            return false;
        } catch (RuntimeException | Error bug) {
            LOG.error("What webhooks reported of {} could not be noted; the next sync and cleanup find it", model, bug);
        }
        warnOfTooMany(model, records);
        records.noted.complete(kept);
        return true;
    }

    private static void warnOfTooMany(ModelName model, Waiting records) {
        if (records.tooMany) {
            LOG.warn(
                    "Webhooks named more than {} records of {} at a time; deletions are left to the next cleanup",
                    MOST,
                    model);
        }
    }

    private void again(ModelName model, Waiting records) {
        synchronized (waiting) {
            Waiting newer = waiting.put(model, records);
            if (newer != null) {
                records.add(newer.ids);
                records.tooMany |= newer.tooMany;
                records.noted.thenAccept(newer.noted::complete);
            }
        }
    }
}
