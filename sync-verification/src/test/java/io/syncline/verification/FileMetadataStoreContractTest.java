package io.syncline.verification;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.testkit.contract.MetadataStoreContract;
import io.syncline.testkit.contract.MetadataStoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileMetadataStoreContractTest implements MetadataStoreContract {

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

    private static final class StoreFixture implements MetadataStoreFixture {

        private final Path file;
        private final List<MetadataStore> opened = new ArrayList<>();
        private MetadataStore store;

        StoreFixture(Path file) {
            this.file = file;
            store = openSecond();
        }

        @Override
        public MetadataStore store() {
            return store;
        }

        @Override
        public MetadataStore reopen() {
            store.close();
            store = openSecond();
            return store;
        }

        @Override
        public MetadataStore openSecond() {
            MetadataStore second = FileMetadataStore.open(file);
            opened.add(second);
            return second;
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

        @Override
        public void close() {
            opened.forEach(MetadataStore::close);
        }
    }
}
