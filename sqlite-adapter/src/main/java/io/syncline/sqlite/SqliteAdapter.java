package io.syncline.sqlite;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.port.Reindexing;
import java.nio.file.Path;
import java.util.List;

/** Declares the sink and the state of type {@code sqlite} to configuration files. */
public final class SqliteAdapter implements AdapterProvider {

    private static final Option<Path> SINK_PATH = Option.path(
                    "path", "the file; processes of one host may share it, but not over a network file system")
            .defaultValue("data/syncline.db")
            .common();

    private static final Option<Path> STATE_PATH = Option.path(
                    "path", "the file, which may be that of the sink: points, state and failed records in one file")
            .required()
            .inheritedFrom(AdapterKind.SINK)
            .defaultText("the file of the sink, if that is SQLite too")
            .example("data/state.db");

    /** For the service loader. */
    public SqliteAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        return List.of(
                Adapter.builder(AdapterKind.SINK, "sqlite", options(SINK_PATH))
                        .description("A local file, searched exactly; needs no server")
                        .ability(Reindexing.class, store -> store.build().reindex())
                        .opens(store -> store.build().vectorSink()),
                Adapter.builder(AdapterKind.STATE, "sqlite", options(STATE_PATH))
                        .description("A local file, for processes on one host")
                        .opens(store -> store.build().metadataStore()));
    }

    private static OptionSet<SqliteStoreBuilder> options(Option<Path> path) {
        return OptionSet.of(SqliteStore::builder).with(path, SqliteStoreBuilder::path);
    }
}
