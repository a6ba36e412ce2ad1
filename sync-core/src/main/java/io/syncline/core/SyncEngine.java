package io.syncline.core;

import io.syncline.api.ActiveRun;
import io.syncline.api.ChangeSign;
import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.ModelStatus;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.core.cluster.Cluster;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.vector.SourceContent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a sink in sync with a source. Start with {@link #builder()}.
 *
 * <p>What is remembered of a model belongs to the source, the model and the sink, so several engines may share one metadata
 * store. Per source, model and sink, one sync, cleanup or comparison runs at a time, across threads, processes and hosts that
 * share the store; others do not wait for each other. {@link #sync}, {@link #cleanup} and {@link #verify} never throw when a
 * run fails: check the outcome of the report. All other methods throw if they cannot return a result.
 *
 * <p>Only a sync and a repair create the sink's collection or file. All else needs an existing one; if there is none, it fails
 * with a {@link io.syncline.api.failure.MissingStoreException}, as the failure of its report or as an exception. A plan is
 * computed as if it were empty.
 *
 * <p>A sink that has lost writes, since it was emptied or restored from an older copy, is noticed by the next run, which says
 * so in its report. The next sync then reads all records, and embeds those that are not stored.
 *
 * <p>Thread-safe. The engine does not close the adapters; whoever built them does.
 */
public interface SyncEngine extends AutoCloseable {

    /**
     * Stores new and changed records of a model in the sink, and waits for the end. An interrupt of the waiting thread
     * cancels the run as {@link SyncRun#cancel()} does and leaves the thread interrupted.
     *
     * @param request what to sync
     * @return how it ended
     */
    SyncReport sync(SyncRequest request);

    /**
     * Starts a sync and returns immediately.
     *
     * @param request what to sync
     * @return a handle on the run
     */
    SyncRun start(SyncRequest request);

    /**
     * Notes records that somebody says were changed or deleted, for example a webhook, and returns when that is durable. The
     * next sync of the model that is not limited reads them before its listing, and the first that begins 30 s later once more,
     * since a signal may come before the change is committed; {@link io.syncline.api.SyncReport#recordsTouched} tells how many are
     * left to it. They are stored like all others. Those that the source no longer has are removed
     * as the last completed cleanup did it: hidden if that had a quarantine or if there was none, deleted otherwise. Until the
     * next cleanup, all syncs together remove no more than one cleanup may. No watermark moves. Ids that the source never had do
     * no harm.
     *
     * <p>At most 500 records of a model wait. Beyond, none is kept until the next sync, which warns about it: it finds changes
     * by their change times, and a cleanup finds deletions. Does nothing for a model that was never synced, since its first sync
     * reads all records; so a misspelt name leaves nothing behind. Starts no sync. May be called from any thread, also while a sync is in progress.
     *
     * @param model the model
     * @param ids the records; may be empty
     * @throws io.syncline.api.failure.SetupException if the metadata store does not keep shared documents
     * @throws io.syncline.api.failure.SyncException if the sink cannot be opened or the metadata store cannot be written
     */
    void touch(ModelName model, Collection<RecordId> ids);

    /**
     * Asks the source with one or two cheap calls for a sign of what it holds of a model, archived records included. Whoever
     * polls compares it with the one before and starts a sync only if they differ. Does not need the sink. Takes no lease and
     * writes nothing.
     *
     * @param model the model
     * @return the sign, or empty if the source has no such calls
     * @throws io.syncline.api.failure.SetupException if there is no such model or the user may not read it
     * @throws io.syncline.api.failure.SyncException if the source cannot be asked; the call is not repeated
     */
    Optional<ChangeSign> probe(ModelName model);

    /**
     * Finds out what a sync would do and what it would cost. Reads all that the sync would read; embeds nothing, writes
     * nothing, and takes no lease. If there is no store yet, its warnings say so. An interrupt of the waiting thread ends it
     * early, which its warnings report, and leaves the thread interrupted.
     *
     * @param request what would be synced
     * @return the plan
     * @throws io.syncline.api.failure.SyncException if something cannot be read
     */
    PlanReport plan(SyncRequest request);

    /**
     * Deletes from the sink what the source no longer has, and waits for the end. Failures of records that the source no
     * longer has end too. An interrupt of the waiting thread
     * stops it between two calls and leaves the thread interrupted.
     *
     * @param request what to clean up and how far to go
     * @return how it ended
     */
    CleanupReport cleanup(CleanupRequest request);

    /**
     * Compares what the source has with what the sink holds, and waits for the end. {@link VerifyReport#compared()} says
     * whether stamps or contents were compared. With {@link VerifyRequest#repair()},
     * it repairs what differs and nothing else. Memory does not grow with the number of records. It holds the
     * model's lease, so it is refused while another run is in progress. An interrupt of the waiting thread stops it and
     * leaves the thread interrupted; the next repair finds the rest.
     *
     * @param request what to compare
     * @return what differs
     */
    VerifyReport verify(VerifyRequest request);

    /**
     * Explains what source, state, failures and sink know of one record, and why a search finds it or not. Takes no lease
     * and writes nothing.
     *
     * @param model the model
     * @param id the record
     * @return what is known
     * @throws io.syncline.api.failure.SyncException if one of them cannot be asked
     */
    RecordExplanation explain(ModelName model, RecordId id);

    /**
     * Whether a run of the model is in progress, in this process or another.
     *
     * @param model the model of this engine's source
     * @return true if one holds the model's lease; false also if the sink has no store
     * @throws io.syncline.api.failure.SyncException if the sink cannot be opened or the metadata store cannot be read
     */
    boolean inProgress(ModelName model);

    /**
     * The runs of this engine's source into its sink, in this process and others that share the metadata store.
     *
     * @return runs by model name; none if the sink has no store
     * @throws io.syncline.api.failure.SyncException if the sink cannot be opened or the metadata store cannot be read
     */
    List<ActiveRun> activeRuns();

    /**
     * The status of a model of this engine's source in its sink.
     *
     * @param model the model
     * @return its status; empty fields if it was never synced into this store
     * @throws io.syncline.api.failure.MissingStoreException if the sink has no store
     * @throws io.syncline.api.failure.SyncException if the sink cannot be opened or the metadata store cannot be read
     */
    ModelStatus status(ModelName model);

    /**
     * The statuses of all models of this engine's source that have a state for its sink.
     *
     * @return statuses by model name
     * @throws io.syncline.api.failure.MissingStoreException if the sink has no store
     * @throws io.syncline.api.failure.SyncException if the sink cannot be opened or the metadata store cannot be read
     */
    List<ModelStatus> statuses();

    /**
     * The models of {@link #statuses()}, without their statuses: asks for no records, so it costs less.
     *
     * @return models by name
     * @throws io.syncline.api.failure.MissingStoreException if the sink has no store
     * @throws io.syncline.api.failure.SyncException if the sink cannot be opened or the metadata store cannot be read
     */
    List<ModelName> models();

    /**
     * Records that failed and wait for a retry.
     *
     * @param model the model
     * @param after the position before the first one; {@link Cursor#START} for the beginning
     * @param limit the most to return, positive
     * @return failed records by ascending id; fewer than the limit only at the end
     * @throws io.syncline.api.failure.MissingStoreException if the sink has no store
     * @throws io.syncline.api.failure.SyncException if the sink cannot be opened or the metadata store cannot be read
     */
    List<FailedRecord> failures(ModelName model, Cursor after, int limit);

    /**
     * What the sink holds, by source and model, whatever source this engine has.
     *
     * @return one entry per source and model that has points or a state for this sink, ordered by source and model; without
     *     records where there are no points
     * @throws io.syncline.api.failure.MissingStoreException if there is no store
     * @throws io.syncline.api.failure.SyncException if the sink cannot list sources, or cannot be read
     */
    List<SourceContent> sources();

    /**
     * Gives what the sink holds of a source another name, for example because the address of its database changed. Nothing is
     * embedded, and the states of its models move along. Holds the leases of all models under both names. After a crash or
     * an interrupt, records are stored under both names until the call is repeated.
     *
     * @param from the present name
     * @param to the new name, 1 to 200 characters
     * @return what was renamed, as it was before; empty if that had been done already
     * @throws IllegalArgumentException if the names are equal, or the new one is empty or too long
     * @throws io.syncline.api.failure.TransientException if a run of one of the models is in progress; nothing was changed
     * @throws io.syncline.api.failure.SetupException if the sink holds nothing under either name, or other records under the
     *     new one
     */
    List<SourceContent> renameSource(String from, String to);

    /**
     * Deletes all that the sink holds of a source, with the states of its models. Holds the leases of its models. After a
     * crash or an interrupt, the call may be repeated. It does not ask whether that is intended.
     *
     * @param name name of a source
     * @return what was deleted, as it was before; empty if there was nothing
     * @throws io.syncline.api.failure.TransientException if a run of one of the models is in progress; nothing was deleted
     * @throws io.syncline.api.failure.SyncException if the sink cannot list sources, or cannot be changed
     */
    List<SourceContent> dropSource(String name);

    /**
     * Finds the records that answer a question best. Writes nothing.
     *
     * @param request the question
     * @return hits by descending score
     * @throws io.syncline.api.failure.MissingStoreException if the sink has no store
     * @throws io.syncline.api.failure.SyncException if the question cannot be embedded or the sink cannot be searched
     */
    List<SearchHit> search(SearchRequest request);

    /** Syncs on many processes. */
    Cluster cluster();

    /**
     * Asks the runs of this engine that are in progress to save what is in flight and end, as {@link SyncRun#cancel()} does.
     * Returns immediately; other runs may be started.
     */
    void cancelRuns();

    /**
     * Cancels the runs of this engine, waits for their end and releases its threads. Closing again does nothing.
     */
    @Override
    void close();

    /**
     * Starts to build an engine.
     *
     * @return a builder; not thread-safe
     */
    static SyncEngineBuilder builder() {
        return new SyncEngineBuilder();
    }
}
