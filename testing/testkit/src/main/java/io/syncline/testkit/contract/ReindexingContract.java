package io.syncline.testkit.contract;

import io.syncline.core.port.Reindexing;

/** The whole contract of {@link Reindexing}. */
public interface ReindexingContract
        extends ReindexSwitchContract, ReindexCollectionsContract, ReindexRollbackContract {}
