package io.syncline.cli.wiring;

import io.syncline.api.ModelName;
import io.syncline.cli.config.Config;
import io.syncline.core.port.RecordSource;
import java.util.List;

/** The source of a configuration, opened alone; closing this closes it. Not thread-safe. */
public final class OpenSource implements AutoCloseable {

    private final RecordSource source;
    private final List<ModelName> models;

    private OpenSource(RecordSource source, List<ModelName> models) {
        this.source = source;
        this.models = List.copyOf(models);
    }

    /**
     * Opens the source of a configuration; no server is asked.
     *
     * @param calls notes what is waited for from then on
     * @throws io.syncline.core.adapter.ConfigException if the adapter refuses its configuration
     */
    public static OpenSource of(Config config, PendingCalls calls) {
        List<ModelName> models =
                config.models().keySet().stream().map(ModelName::of).toList();
        String what = "the source (" + config.source().adapter().type() + ")";
        return new OpenSource(
                calls.watched(RecordSource.class, what, config.source().open()), models);
    }

    /** The source, open until this is closed. */
    public RecordSource source() {
        return source;
    }

    /** The models that the configuration names, in its order. */
    public List<ModelName> models() {
        return models;
    }

    @Override
    public void close() {
        source.close();
    }
}
