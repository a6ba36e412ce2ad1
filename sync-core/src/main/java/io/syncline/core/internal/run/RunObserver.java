package io.syncline.core.internal.run;

import io.syncline.api.EmbeddingCall;
import io.syncline.api.ModelName;
import io.syncline.api.RunPause;
import io.syncline.api.StageTiming;
import io.syncline.core.internal.runtime.PauseBoard;
import java.time.Duration;

/** Receives the progress of a run, on the loop. */
public interface RunObserver extends PauseBoard.Listener {

    RunObserver NONE = new RunObserver() {
        @Override
        public void stageEnded(StageTiming timing) {}

        @Override
        public void embedded(EmbeddingCall call) {}

        @Override
        public void paused(RunPause pause) {}

        @Override
        public void resumed(Duration lasted) {}
    };

    /**
     * Forwards to a listener what every run reports, whatever it does.
     *
     * @param progress reports how far the run is
     */
    static RunObserver of(ModelName model, SafeListener listener, Runnable progress) {
        return new RunObserver() {
            @Override
            public void reportProgress() {
                progress.run();
            }

            @Override
            public void stageEnded(StageTiming timing) {
                listener.stageEnded(model, timing);
            }

            @Override
            public void embedded(EmbeddingCall call) {
                listener.embedded(model, call);
            }

            @Override
            public void paused(RunPause pause) {
                listener.paused(model, pause);
            }

            @Override
            public void resumed(Duration lasted) {
                listener.resumed(model, lasted);
            }
        };
    }

    /** Texts were embedded, or calls end and nothing has been reported for seconds: reports how far the run is. */
    default void reportProgress() {}

    /** A call of a stage has succeeded. */
    void stageEnded(StageTiming timing);

    /** A call of the embedder has ended, successfully or not. */
    void embedded(EmbeddingCall call);
}
