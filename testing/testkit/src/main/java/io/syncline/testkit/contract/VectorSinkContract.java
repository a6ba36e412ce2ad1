package io.syncline.testkit.contract;

import io.syncline.core.port.VectorSink;

/** The whole contract of {@link VectorSink}. */
public interface VectorSinkContract
        extends SinkPrepareContract,
                SinkOpenContract,
                SinkMarkContract,
                SinkLossContract,
                SinkMixedIdsContract,
                SinkUpsertContract,
                SinkChunksContract,
                SinkGuardContract,
                SinkDeleteContract,
                SinkListingContract,
                SinkIsolationContract,
                SinkSearchContract,
                SinkFilteredSearchContract,
                SinkFilterLimitsContract,
                SinkPayloadContract,
                SinkLifecycleContract {}
