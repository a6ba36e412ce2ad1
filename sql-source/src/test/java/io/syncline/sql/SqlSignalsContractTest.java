package io.syncline.sql;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.ChangeSignals;
import io.syncline.testkit.contract.ChangeSignalsContract;
import io.syncline.testkit.contract.ChangeSignalsFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of signals, with both kinds of slots. */
class SqlSignalsContractTest {

    @ExtendWith(SignalServer.class)
    abstract static class Signals implements ChangeSignalsContract {

        private final boolean isKept;
        private ShopFixture fixture;

        Signals(boolean isKept) {
            this.isKept = isKept;
        }

        @BeforeEach
        void create(SignalServer.Running running) {
            fixture = new ShopFixture(new SignalShop(running.server()), isKept);
        }

        @Override
        public ChangeSignalsFixture fixture() {
            return fixture;
        }
    }

    @Nested
    class WithASlotThatEndsWithItsConnection extends Signals {
        WithASlotThatEndsWithItsConnection() {
            super(false);
        }
    }

    @Nested
    class WithASlotThatStays extends Signals {
        WithASlotThatStays() {
            super(true);
        }
    }

    private static final class ShopFixture implements ChangeSignalsFixture {

        private final SignalShop shop;
        private final boolean isKept;
        private final List<AutoCloseable> opened = new ArrayList<>();
        private long last;

        ShopFixture(SignalShop shop, boolean isKept) {
            this.shop = shop;
            this.isKept = isKept;
        }

        @Override
        public ChangeSignals open() {
            SqlRecordSource source = shop.source(isKept);
            ChangeSignals signals = source.signals().orElseThrow();
            opened.add(signals);
            opened.add(source);
            return signals;
        }

        @Override
        public ModelName model() {
            return SqlFixture.PRODUCTS;
        }

        @Override
        public RecordId create() {
            shop.execute("INSERT INTO products VALUES (?, 'Lamp')", ++last);
            return RecordId.of(last);
        }

        @Override
        public void update(RecordId id) {
            shop.execute("UPDATE products SET name = name || '!' WHERE id = ?", id.number());
        }

        @Override
        public void delete(RecordId id) {
            shop.execute("DELETE FROM products WHERE id = ?", id.number());
        }

        @Override
        public RecordId createAndRollBack() {
            try (Connection writer = shop.connect()) {
                writer.setAutoCommit(false);
                TestDatabase.execute(writer, "INSERT INTO products VALUES (?, 'Lamp')", ++last);
                writer.rollback();
                return RecordId.of(last);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void create(int count) {
            shop.execute(
                    "INSERT INTO products SELECT n, 'Lamp' FROM generate_series(?, ?) AS n", last + 1, last + count);
            last += count;
        }

        @Override
        public void endConnections() {
            shop.endSignals();
        }

        @Override
        public void close() {
            try {
                for (AutoCloseable one : opened) {
                    one.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            shop.close();
        }
    }
}
