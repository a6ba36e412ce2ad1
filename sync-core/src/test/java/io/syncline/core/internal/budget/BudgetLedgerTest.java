package io.syncline.core.internal.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetLedgerTest {

    private static final Amount LIMIT = new Amount(100, 1_000);
    private static final long NOW = 1_000_000;

    private static BudgetLedger.Member member(long until, Amount reserved, boolean hungry) {
        return new BudgetLedger.Member(1, until, reserved, new Amount(10, 100), hungry);
    }

    @Test
    void spentAndReservedAmountsShouldNotBeFree() {
        BudgetLedger ledger = BudgetLedger.EMPTY
                .spend(Map.of(BudgetLedger.slot(NOW), new Amount(10, 100)))
                .with("other", member(NOW + 1, new Amount(5, 50), true));

        assertThat(ledger.free(LIMIT, "me")).isEqualTo(new Amount(85, 850));
        assertThat(ledger.free(LIMIT, "other")).isEqualTo(new Amount(90, 900));
    }

    @Test
    void spendingShouldBeForgottenAfterTheWindow() {
        BudgetLedger ledger = BudgetLedger.EMPTY.spend(Map.of(BudgetLedger.slot(NOW), new Amount(10, 100)));

        assertThat(ledger.at(NOW + 60_000).free(LIMIT, "me")).isEqualTo(new Amount(90, 900));
        assertThat(ledger.at(NOW + 62_000).free(LIMIT, "me")).isEqualTo(LIMIT);
    }

    @Test
    void reservationOfASilentMemberShouldCountAsSpentForAWindow() {
        BudgetLedger ledger = BudgetLedger.EMPTY.with("dead", member(NOW, new Amount(5, 50), true));

        assertThat(ledger.at(NOW + 1).members()).isEmpty();
        assertThat(ledger.at(NOW + 1).free(LIMIT, "me")).isEqualTo(new Amount(95, 950));
        assertThat(ledger.at(NOW + 60_000).free(LIMIT, "me")).isEqualTo(new Amount(95, 950));
        assertThat(ledger.at(NOW + 62_000).free(LIMIT, "me")).isEqualTo(LIMIT);
    }

    @Test
    void demandingMembersShouldShareWhatTheOthersLeave() {
        BudgetLedger ledger = BudgetLedger.EMPTY
                .with("hungry", member(NOW, Amount.NONE, true))
                .with("modest", member(NOW, Amount.NONE, false));

        assertThat(ledger.fairShare(LIMIT, "me")).isEqualTo(new Amount(45, 450));
    }

    @Test
    void textShouldKeepEverything() {
        BudgetLedger ledger =
                BudgetLedger.EMPTY.spend(Map.of(1L, new Amount(2, 3))).with("me", member(4, new Amount(5, 6), true));

        assertThat(BudgetLedgerFormat.read(BudgetLedgerFormat.write(ledger))).isEqualTo(ledger);
        assertThat(BudgetLedgerFormat.read("")).isEqualTo(BudgetLedger.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "syncline-budget 2\n",
                "syncline-budget 1",
                "syncline-budget 1\nspent 1 2\n",
                "syncline-budget 1\nspent a b c\n"
            })
    void damagedTextShouldBeRefused(String text) {
        assertThatThrownBy(() -> BudgetLedgerFormat.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
