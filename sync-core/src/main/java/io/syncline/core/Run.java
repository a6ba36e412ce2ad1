package io.syncline.core;

import io.syncline.core.port.ModelKey;

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
record Run(
        Ports ports,
        ModelKey key,
        EngineSettings settings,
        EventLoop loop,
        Retrier retrier,
        StageClock clock,
        EmbedGate gate,
        EmbedWaits waits) {}
