package io.syncline.core.internal.run;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.api.RunProgress;
import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.quota.EmbedAdmission;
import io.syncline.core.internal.quota.WaitTimes;
import io.syncline.core.internal.runtime.CallWatch;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.PauseBoard;
import io.syncline.core.internal.runtime.RepeatedWarnings;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.StageClock;
import io.syncline.core.port.Ports;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.EngineSettings;
import java.util.Optional;

/**
 * What the parts of one run share. A range runner needs no more than this, a plan, a range and a fence; all of it can be
 * made on any host that has the ports.
 *
 * @param ports the adapters
 * @param key whose points are written
 * @param settings how the engine works
 * @param loop the thread of the run
 * @param retrier repeats calls whose failure may pass
 * @param cancellation stops the run
 * @param counters what the run has counted
 * @param clock times the calls of the stages
 * @param gate admits requests to the embedder
 * @param waits how long the run has waited for admission
 * @param observer receives the progress of the run
 * @param warnings logs what may repeat
 */
public record RunContext(
        Ports ports,
        ModelKey key,
        EngineSettings settings,
        EventLoop loop,
        Retrier retrier,
        Cancellation cancellation,
        RunCounters counters,
        StageClock clock,
        EmbedAdmission gate,
        WaitTimes waits,
        RunObserver observer,
        RepeatedWarnings warnings) {

    /** A run that reports no progress. */
    public static RunContext unobserved(EngineContext engine, ModelName model, EventLoop loop) {
        return observed(engine, model, loop, RunObserver.NONE);
    }

    public static RunContext observed(EngineContext engine, ModelName model, EventLoop loop, RunObserver observer) {
        PauseBoard board = new PauseBoard(loop, observer);
        CallWatch watch = new CallWatch(loop, board, party -> name(engine.ports(), party), observer::reportProgress);
        RepeatedWarnings warnings = new RepeatedWarnings(LOG::warn, LOG::debug);
        Retrier retrier = new Retrier(loop, engine.patience(), engine.random(), watch, warnings::warn);
        Cancellation cancellation = new Cancellation();
        cancellation.register(retrier::stop);
        return new RunContext(
                engine.ports(),
                new ModelKey(engine.ports().source().name(), model),
                engine.settings(),
                loop,
                retrier,
                cancellation,
                new RunCounters(),
                new StageClock(loop, observer::stageEnded),
                engine.gate(),
                new WaitTimes(loop, board),
                observer,
                warnings);
    }

    private static String name(Ports ports, RunPause.Party party) {
        return switch (party) {
            case SOURCE -> "source " + ports.source().name();
            case EMBEDDER -> ports.embedder().fingerprint().toString();
            case SINK -> "sink";
            case METADATA_STORE -> "metadata store";
        };
    }

    public ModelName model() {
        return key.model();
    }

    /**
     * Why the run has to stop, if so many records failed that the records cannot be the reason.
     *
     * @param last the record that failed last
     */
    public Optional<SetupException> failureObjection(RecordFailure last) {
        boolean most = counters.failed() > settings.errorShare() * counters.fetched();
        return counters.failed() >= settings.errorBudget() && most
                ? Optional.of(new SetupException("Stopped because " + counters.failed() + " of " + counters.fetched()
                        + " records of " + model() + " failed, the last one (" + last.id() + ") because: "
                        + last.reason()))
                : Optional.empty();
    }

    /** Reports progress to a listener, and notes that it was reported. */
    public void report(SafeListener listener, RunProgress progress) {
        listener.progressed(progress);
        retrier.reported();
    }

    /** The same run with another sink. */
    public RunContext with(VectorSink sink) {
        return new RunContext(
                new Ports(ports.source(), ports.embedder(), sink, ports.metadata()),
                key,
                settings,
                loop,
                retrier,
                cancellation,
                counters,
                clock,
                gate,
                waits,
                observer,
                warnings);
    }

    /** Cancels the run. Any thread may call this. */
    public void cancel() {
        loop.execute(cancellation::cancel);
    }
}
