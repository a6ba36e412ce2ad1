package io.syncline.cli.wiring;

import io.syncline.api.RecordAccess;
import io.syncline.core.BoundedAccess;
import io.syncline.core.SourceAccess;
import io.syncline.core.adapter.ConfiguredAdapter;
import io.syncline.core.port.RecordSource;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The source as a person sees it, opened to ask for that person's rights; closing this closes it. Not thread-safe. */
public final class OpenAsker implements AutoCloseable {

    /** Clients of assistants give up a call after a minute. */
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(20);

    private final RecordSource source;
    private final ConfiguredAdapter<RecordSource> configured;
    private final ExecutorService executor;

    private OpenAsker(RecordSource source, ConfiguredAdapter<RecordSource> configured) {
        this.source = source;
        this.configured = configured;
        this.executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "syncline-rights");
            thread.setDaemon(true); // a source that never answers keeps no process
            return thread;
        });
    }

    /**
     * Opens the source of a person; no server is asked.
     *
     * @param name the person's name in the configuration
     * @param calls notes what is waited for
     * @throws io.syncline.core.adapter.ConfigException if the adapter refuses its configuration
     */
    public static OpenAsker of(String name, ConfiguredAdapter<RecordSource> configured, PendingCalls calls) {
        String what = "the source (" + configured.adapter().type() + ") to tell what " + name + " may read";
        RecordSource source = calls.watched(RecordSource.class, what, configured.open());
        return new OpenAsker(source, configured);
    }

    /** The rights of the person, for as long as this is open. Fails if the source does not answer for 20 s. */
    public RecordAccess access() {
        return new BoundedAccess(SourceAccess.of(source), LONGEST_QUESTION, executor);
    }

    /** The source as it is configured for the person. */
    public ConfiguredAdapter<RecordSource> configured() {
        return configured;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        source.close();
    }
}
