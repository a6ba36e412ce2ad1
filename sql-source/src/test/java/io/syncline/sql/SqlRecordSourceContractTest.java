package io.syncline.sql;

import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.RecordSourceContract;
import io.syncline.testkit.contract.RecordSourceFixture;
import io.syncline.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a source, for each kind of key on each database. */
class SqlRecordSourceContractTest {

    /** A table of a kind on a database. */
    abstract static class OnATable implements RecordSourceContract {

        private final TestKey key;
        private final boolean dated;
        private SqlFixture fixture;

        OnATable(TestKey key, boolean dated) {
            this.key = key;
            this.dated = dated;
        }

        void open(TestDatabase database) {
            fixture = new SqlFixture(database, key, dated);
        }

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }

        @Override
        public Set<Capability> lacking() {
            return dated ? Set.of() : Set.of(Capability.CHANGE_TIME, Capability.UNDATED_RECORDS);
        }
    }

    @ExtendWith(Postgres.class)
    abstract static class OnPostgres extends OnATable {

        OnPostgres(TestKey key, boolean dated) {
            super(key, dated);
        }

        @BeforeEach
        void open(PostgresServer server) {
            open(new PostgresDatabase(server));
        }
    }

    @ExtendWith(MariaDb.class)
    abstract static class OnMariaDb extends OnATable {

        OnMariaDb(TestKey key, boolean dated) {
            super(key, dated);
        }

        @BeforeEach
        void open(MariaDbServer.Address server) {
            open(new MariaDbDatabase(server));
        }
    }

    abstract static class OnSqlite extends OnATable {

        OnSqlite(TestKey key, boolean dated) {
            super(key, dated);
        }

        @BeforeEach
        void open(@TempDir Path folder) {
            open(new SqliteDatabase(folder));
        }
    }

    @Nested
    class PostgresInteger extends OnPostgres {
        PostgresInteger() {
            super(TestKey.INTEGER, true);
        }
    }

    @Nested
    class PostgresUuid extends OnPostgres {
        PostgresUuid() {
            super(TestKey.UUIDS, true);
        }
    }

    @Nested
    class PostgresText extends OnPostgres {
        PostgresText() {
            super(TestKey.TEXT, true);
        }
    }

    @Nested
    class PostgresComposite extends OnPostgres {
        PostgresComposite() {
            super(TestKey.COMPOSITE, true);
        }
    }

    @Nested
    class PostgresWithoutVersion extends OnPostgres {
        PostgresWithoutVersion() {
            super(TestKey.UUIDS, false);
        }
    }

    @Nested
    class SqliteInteger extends OnSqlite {
        SqliteInteger() {
            super(TestKey.INTEGER, true);
        }
    }

    @Nested
    class SqliteText extends OnSqlite {
        SqliteText() {
            super(TestKey.TEXT, true);
        }
    }

    @Nested
    class SqliteUuid extends OnSqlite {
        SqliteUuid() {
            super(TestKey.UUIDS, true);
        }
    }

    @Nested
    class SqliteComposite extends OnSqlite {
        SqliteComposite() {
            super(TestKey.COMPOSITE, true);
        }
    }

    @Nested
    class SqliteWithoutVersion extends OnSqlite {
        SqliteWithoutVersion() {
            super(TestKey.TEXT, false);
        }
    }

    @Nested
    class MariaDbInteger extends OnMariaDb {
        MariaDbInteger() {
            super(TestKey.INTEGER, true);
        }
    }

    @Nested
    class MariaDbText extends OnMariaDb {
        MariaDbText() {
            super(TestKey.TEXT, true);
        }
    }

    @Nested
    class MariaDbUuid extends OnMariaDb {
        MariaDbUuid() {
            super(TestKey.UUIDS, true);
        }
    }

    @Nested
    class MariaDbComposite extends OnMariaDb {
        MariaDbComposite() {
            super(TestKey.COMPOSITE, true);
        }
    }

    @Nested
    class MariaDbWithoutVersion extends OnMariaDb {
        MariaDbWithoutVersion() {
            super(TestKey.TEXT, false);
        }
    }
}
