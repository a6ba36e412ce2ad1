package io.syncline.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.vector.QuarantinePage;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvanceTest {

    private static final Cursor FIVE = Cursor.after(5);

    @Test
    void pageThatAdvancesShouldBeReturned() {
        IdPage page = new IdPage(List.of(), Cursor.after(6), false);

        assertThat(Advance.checked(page, FIVE, "The listing")).isSameAs(page);
    }

    @Test
    void listingInAnOrderOfItsOwnShouldOnlyHaveToMove() {
        IdPage page = new IdPage(List.of(), Cursor.after(4), false);

        assertThat(Advance.moved(page, FIVE, "The listing")).isSameAs(page);
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> Advance.moved(page, Cursor.after(4), "The listing"));
    }

    @Test
    void lastPageNeedNotAdvance() {
        RecordPage page = new RecordPage(List.of(), FIVE, true);

        assertThat(Advance.checked(page, FIVE, "The listing")).isSameAs(page);
    }

    @Test
    void pageThatDoesNotAdvanceShouldEndTheRun() {
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> Advance.checked(new IdPage(List.of(), FIVE, false), FIVE, "The listing"))
                .withMessageStartingWith("The listing ")
                .withMessageContaining("to 5");
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> Advance.checked(new RecordPage(List.of(), Cursor.after(4), false), FIVE, "The listing"));
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> Advance.checked(new QuarantinePage(List.of(), FIVE, false), FIVE, "The listing"));
    }
}
