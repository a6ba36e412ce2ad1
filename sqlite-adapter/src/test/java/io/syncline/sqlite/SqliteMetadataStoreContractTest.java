package io.syncline.sqlite;

import io.syncline.core.port.MetadataStore;
import io.syncline.testkit.contract.MetadataStoreContract;
import io.syncline.testkit.contract.MetadataStoreFixture;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteMetadataStoreContractTest implements MetadataStoreContract {

    @TempDir
    Path directory;

    private MetadataStoreFixture fixture;

    @BeforeEach
    void open() {
        fixture = new StoreFixture(directory.resolve("state.db"));
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
            MetadataStore second = TestPoints.store(file).metadataStore();
            opened.add(second);
            return second;
        }

        @Override
        public void damage() {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                Sql.update(connection, "UPDATE state SET document = substr(document, 1, length(document) / 2)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            opened.forEach(MetadataStore::close);
        }
    }
}
