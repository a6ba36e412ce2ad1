package io.syncline.cli.serve;

import io.syncline.api.RecordAccess;
import io.syncline.api.failure.SetupException;
import io.syncline.cli.config.Askers;
import io.syncline.cli.wiring.OpenAsker;
import io.syncline.cli.wiring.PendingCalls;
import io.syncline.core.adapter.ConfigException;
import io.syncline.server.served.AskerRights;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources as the people see them by whose rights requests are answered. One is opened when a request names the person first, so that
 * the secrets of others need not be at hand. Thread-safe.
 */
final class OpenAskers implements AskerRights, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.cli");

    private final Askers configured;
    private final Map<String, Person> open = new HashMap<>();
    private boolean closed;

    OpenAskers(Askers configured) {
        this.configured = configured;
    }

    /** A person's source, and the rights that remember its answers. */
    private record Person(OpenAsker source, RecordAccess rights) {

        static Person of(OpenAsker source) {
            return new Person(source, source.access());
        }
    }

    /** {@inheritDoc} Clients are not told what is wrong in the file. */
    @Override
    public synchronized Optional<RecordAccess> named(String name) {
        if (closed) {
            throw new SetupException("The configuration is being replaced; retry");
        }
        try {
            if (!open.containsKey(name)) {
                configured
                        .find(name)
                        .map(source -> Person.of(OpenAsker.of(name, source, new PendingCalls())))
                        .ifPresent(person -> open.put(name, person));
            }
            return Optional.ofNullable(open.get(name)).map(Person::rights);
        } catch (ConfigException e) {
            LOG.error("Nobody can ask as {}: {}", name, e.getMessage());
            throw new SetupException(
                    "The section of this person in the configuration cannot be used; the log says why");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.values().forEach(person -> person.source().close());
        open.clear();
    }
}
