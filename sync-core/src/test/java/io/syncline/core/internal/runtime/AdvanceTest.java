package io.syncline.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.QuarantinePage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdvanceTest {

    private static final Cursor FIVE = Cursor.after(5);

    @Test
    void pageThatAdvancesShouldBeReturned() {
        IdPage page = new IdPage(List.of(), Cursor.after(6), false);

        assertThat(Advance.checked(page, FIVE, "The listing")).isSameAs(page);
    }

    @Test
    void pageShouldAscendByCodePointFromWhereItBegins() {
        IdPage page = ids("Banana", "apple", "cherry", "äpfel");

        assertThat(Advance.checked(page, Cursor.after(7), "The listing")).isSameAs(page);
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> Advance.checked(ids("apple", "Banana"), Cursor.START, "The listing"))
                .withMessageStartingWith("The listing: 'Banana' comes after 'apple', ")
                .withMessageContaining("COLLATE \"C\"");
        assertThatExceptionOfType(SetupException.class)
                .as("each id once")
                .isThrownBy(() -> Advance.checked(ids("apple", "apple"), Cursor.START, "The listing"));
        assertThatExceptionOfType(SetupException.class)
                .as("past the cursor")
                .isThrownBy(() -> Advance.checked(ids("Banana"), Cursor.after(RecordId.of("apple")), "The listing"));
        assertThatExceptionOfType(SetupException.class)
                .as("records")
                .isThrownBy(() -> Advance.checked(
                        new RecordPage(List.of(record("b"), record("a")), Cursor.END, true), FIVE, "The listing"));
        assertThatExceptionOfType(SetupException.class)
                .as("a next page that begins before the last id")
                .isThrownBy(() -> Advance.checked(
                        new RecordPage(List.of(record("b")), Cursor.after(6), false), FIVE, "The listing"));
    }

    private static IdPage ids(String... ids) {
        List<IdAndVersion> entries =
                Stream.of(ids).map(id -> new IdAndVersion(RecordId.of(id), 1)).toList();
        return new IdPage(entries, Cursor.END, true);
    }

    private static SourceRecord record(String id) {
        return new SourceRecord(RecordId.of(id), 1, Map.of());
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
                .withMessageContaining("makes no progress, it resumes at 5");
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(
                        () -> Advance.checked(new RecordPage(List.of(), Cursor.after(4), false), FIVE, "The listing"));
        assertThatExceptionOfType(SetupException.class)
                .isThrownBy(() -> Advance.checked(new QuarantinePage(List.of(), FIVE, false), FIVE, "The listing"));
    }
}
