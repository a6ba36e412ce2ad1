package io.syncline.cli.wiring;

import io.syncline.sqlite.SqliteStore;
import java.nio.file.Path;

final class SqliteFiles {

    private SqliteFiles() {}

    static SqliteStore of(Path path) {
        return SqliteStore.builder().path(path).build();
    }
}
