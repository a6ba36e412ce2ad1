package io.syncline.core.internal.run;

import io.syncline.api.RunPause;
import io.syncline.api.StageTiming;
import io.syncline.core.internal.quota.WaitTimes;
import java.time.Duration;

/** Receives the progress of a run, on the loop. */
public interface RunObserver extends WaitTimes.Listener {

    RunObserver NONE = new RunObserver() {
        @Override
        public void stageEnded(StageTiming timing) {}

        @Override
        public void paused(RunPause pause) {}

        @Override
        public void resumed(Duration lasted) {}
    };

    /** A call of a stage has succeeded. */
    void stageEnded(StageTiming timing);
}
