package io.syncline.core.internal.run;

import io.syncline.api.ModelName;
import io.syncline.core.internal.quota.EmbedGate;
import io.syncline.core.internal.quota.EmbedWaits;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.StageClock;
import io.syncline.core.port.Ports;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.EngineSettings;

/**
 * What the parts of one run share.
 *
 * @param ports the adapters
 * @param key whose points are written
 * @param settings how the engine works
 * @param loop the thread of the run
 * @param retrier repeats what may pass
 * @param clock times the calls of the stages
 * @param gate lets requests to the embedder in
 * @param waits how long the run has waited there
 */
public record RunContext(
        Ports ports,
        ModelKey key,
        EngineSettings settings,
        EventLoop loop,
        Retrier retrier,
        StageClock clock,
        EmbedGate gate,
        EmbedWaits waits) {

    /** A run whose stages and waits nobody hears of. */
    public static RunContext unobserved(EngineContext wiring, ModelName model, EventLoop loop) {
        return new RunContext(
                wiring.ports(),
                new ModelKey(wiring.ports().source().name(), model),
                wiring.settings(),
                loop,
                new Retrier(loop, wiring.settings().retry(), wiring.random()),
                new StageClock(loop, timing -> {}),
                wiring.gate(),
                new EmbedWaits(EmbedWaits.Listener.NONE));
    }
}
