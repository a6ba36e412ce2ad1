package io.syncline.server.served;

import io.syncline.api.RecordAccess;
import java.util.Optional;

/** The people by whose rights a request may be answered. Thread-safe. */
@FunctionalInterface
public interface AskerRights {

    /** Nobody. */
    AskerRights NONE = name -> Optional.empty();

    /**
     * The rights of a person. Contacts nothing yet.
     *
     * @return empty if nobody has this name
     * @throws io.syncline.api.failure.SetupException if the person's section of the configuration cannot be used
     */
    Optional<RecordAccess> named(String name);
}
