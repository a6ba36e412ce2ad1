package io.syncline.enginetests.acceptance;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.testkit.contract.MetadataStoreContract;
import io.syncline.testkit.contract.MetadataStoreFixture;
import io.syncline.testkit.contract.ReopenableStore;
import io.syncline.testkit.contract.SharedDocumentsContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileMetadataStoreContractTest implements MetadataStoreContract, SharedDocumentsContract {

    @TempDir
    Path directory;

    private MetadataStoreFixture fixture;

    @BeforeEach
    void open() {
        fixture = new StoreFixture(directory.resolve("sync_metadata.json"));
    }

    @Override
    public MetadataStoreFixture fixture() {
        return fixture;
    }

    private static final class StoreFixture extends ReopenableStore {

        private final Path file;

        StoreFixture(Path file) {
            this.file = file;
        }

        @Override
        protected MetadataStore open() {
            return FileMetadataStore.open(file);
        }

        @Override
        public void damage() {
            try {
                String whole = Files.readString(file);
                Files.writeString(file, whole.substring(0, whole.length() / 2));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
