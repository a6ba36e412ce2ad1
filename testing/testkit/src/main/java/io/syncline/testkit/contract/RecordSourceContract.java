package io.syncline.testkit.contract;

import io.syncline.core.port.RecordSource;

/** The whole contract of {@link RecordSource}. */
public interface RecordSourceContract
        extends SourceDescriptionContract,
                SourcePagingContract,
                SourceChangesContract,
                SourceProbeContract,
                SourceLookupContract,
                SourceArchiveContract,
                SourceLifecycleContract {}
