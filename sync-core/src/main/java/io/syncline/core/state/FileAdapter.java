package io.syncline.core.state;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.nio.file.Path;
import java.util.List;

/** Declares the state of type {@code file} to configuration files. */
public final class FileAdapter implements AdapterProvider {

    private static final Option<Path> PATH = Option.path("path", "the file")
            .defaultValue("data/sync_metadata.json")
            .common();

    /** For the service loader. */
    public FileAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        return List.of(Adapter.builder(AdapterKind.STATE, "file", OptionSet.of(PATH))
                .description("A JSON file, for processes on one host")
                .opens(values -> FileMetadataStore.open(values.get(PATH))));
    }
}
