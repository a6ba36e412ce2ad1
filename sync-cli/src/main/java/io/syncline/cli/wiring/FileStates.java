package io.syncline.cli.wiring;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.state.FileMetadataStore;
import java.nio.file.Path;

final class FileStates {

    private FileStates() {}

    static MetadataStore open(Path path) {
        return FileMetadataStore.open(path);
    }
}
