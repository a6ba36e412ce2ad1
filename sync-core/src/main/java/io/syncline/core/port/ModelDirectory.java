package io.syncline.core.port;

import io.syncline.core.port.record.OfferedModels;

/**
 * A second interface of a {@link RecordSource} that can list the models it has, so that people can choose from them.
 *
 * <p>Thread-safe.
 */
public interface ModelDirectory {

    /**
     * Lists the models. Makes one or more calls per model, so it may take seconds.
     *
     * @return the models by name; those that this user may not read too, as far as the source tells
     * @throws io.syncline.api.failure.SyncException if the source cannot be asked
     */
    OfferedModels offeredModels();
}
