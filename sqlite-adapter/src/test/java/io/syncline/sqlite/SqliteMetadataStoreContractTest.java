package io.syncline.sqlite;

import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.MetadataStore;
import io.syncline.testkit.contract.MetadataStoreContract;
import io.syncline.testkit.contract.MetadataStoreFixture;
import io.syncline.testkit.contract.ReopenableStore;
import io.syncline.testkit.contract.SharedDocumentsContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteMetadataStoreContractTest implements MetadataStoreContract, SharedDocumentsContract {

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

    private static final class StoreFixture extends ReopenableStore {

        private final Path file;

        StoreFixture(Path file) {
            this.file = file;
        }

        @Override
        protected MetadataStore open() {
            return TestPoints.store(file).metadataStore();
        }

        @Override
        public void damage() {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                JdbcStatements.update(
                        connection, "UPDATE model_state SET document = substr(document, 1, length(document) / 2)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
