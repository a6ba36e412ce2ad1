package io.syncline.core.internal.lease;

import io.syncline.core.port.RecordSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The identity of the source's database during one run. The source is asked once, however often the mark rises; the next run
 * asks again, since the database may have been replaced meanwhile. Blocks; thread-safe.
 */
final class SourceDatabase implements Supplier<Optional<String>> {

    private final RecordSource source;
    private volatile Optional<Optional<String>> known = Optional.empty();

    SourceDatabase(RecordSource source) {
        this.source = source;
    }

    @Override
    public Optional<String> get() {
        return known.orElseGet(() -> {
            Optional<String> identity = source.database();
            known = Optional.of(identity);
            return identity;
        });
    }
}
