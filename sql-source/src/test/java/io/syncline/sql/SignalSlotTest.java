package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.TransientException;
import io.syncline.core.port.ChangeSignals;
import io.syncline.core.port.record.RetainedSignals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a server keeps for signals, as the source shows and drops it. */
@ExtendWith(SignalServer.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a signal that never comes
class SignalSlotTest {

    private static final long LIMIT = 16L * 1024 * 1024;

    private SignalShop shop;
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void create(SignalServer.Running running) {
        shop = new SignalShop(running.server());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        shop.close();
    }

    private SqlRecordSource source(boolean isKept) {
        SqlRecordSource source = shop.source(isKept);
        opened.add(source);
        return source;
    }

    private ChangeSignals begin(SqlRecordSource source) {
        ChangeSignals signals = source.signals().orElseThrow();
        opened.add(0, signals);
        signals.acknowledge(signals.next());
        return signals;
    }

    @Test
    void nothingShouldBeKeptForSignalsThatEndWithTheirConnection() {
        SqlRecordSource source = source(false);
        begin(source);
        assertThat(source.retained()).isEmpty();
        assertThat(source.forgetRetained()).isFalse();
    }

    @Test
    void slotShouldTellWhatItKeeps() {
        SqlRecordSource source = source(true);
        assertThat(source.retained()).isEmpty();
        begin(source).close();
        shop.endSignals();
        RetainedSignals before = source.retained().orElseThrow();
        assertThat(before.name()).isEqualTo(shop.slot());
        assertThat(before.isRead()).isFalse();
        assertThat(before.isLost()).isFalse();
        assertThat(before.limit()).hasValue(LIMIT);
        shop.execute("INSERT INTO products SELECT n, 'Lamp' FROM generate_series(1, 1000) AS n");
        RetainedSignals after = source.retained().orElseThrow();
        assertThat(after.bytes().orElseThrow())
                .isGreaterThan(before.bytes().orElseThrow())
                .isLessThan(LIMIT);
    }

    @Test
    void slotThatNobodyReadsShouldBeDropped() {
        SqlRecordSource source = source(true);
        begin(source).close();
        shop.endSignals();
        assertThat(source.forgetRetained()).isTrue();
        assertThat(source.retained()).isEmpty();
        assertThat(shop.value("SELECT count(*) FROM pg_replication_slots")).isEqualTo("0");
        assertThat(source.forgetRetained()).isFalse();
    }

    @Test
    void slotThatAProcessReadsShouldStay() {
        SqlRecordSource source = source(true);
        begin(source);
        assertThat(source.retained().orElseThrow().isRead()).isTrue();
        assertThatThrownBy(source::forgetRetained)
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("is read by another process");
        assertThat(source.retained()).isPresent();
    }

    @Test
    void lostSlotShouldBeShownAsSuch() {
        SqlRecordSource source = source(true);
        begin(source).close();
        shop.endSignals();
        for (int i = 0; i < 6; i++) {
            shop.value("SELECT pg_switch_wal()");
            shop.execute("INSERT INTO products VALUES (?, 'More')", i + 100);
        }
        shop.execute("CHECKPOINT");
        assertThat(source.retained().orElseThrow().isLost()).isTrue();
        assertThat(source.forgetRetained()).isTrue();
    }
}
