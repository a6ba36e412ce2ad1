package io.syncline.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.vector.QuarantinePage;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvanceTest {

    @Test
    void pageThatAdvancesShouldBeReturned() {
        IdPage page = new IdPage(List.of(), 6, false);

        assertThat(Advance.checked(page, 5, "The listing")).isSameAs(page);
    }

    @Test
    void lastPageNeedNotAdvance() {
        RecordPage page = new RecordPage(List.of(), 5, true);

        assertThat(Advance.checked(page, 5, "The listing")).isSameAs(page);
    }

    @Test
    void pageThatDoesNotAdvanceShouldEndTheRun() {
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> Advance.checked(new IdPage(List.of(), 5, false), 5, "The listing"))
                .withMessageStartingWith("The listing ")
                .withMessageContaining("id 5");
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> Advance.checked(new RecordPage(List.of(), 4, false), 5, "The listing"));
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> Advance.checked(new QuarantinePage(List.of(), 5, false), 5, "The listing"));
    }
}
