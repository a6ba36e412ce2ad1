package io.syncline.core.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.port.record.Cursor;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgedPrefixTest {

    private final AcknowledgedPrefix pages = new AcknowledgedPrefix(100);

    @Test
    void pageShouldWaitForTheOnesBeforeIt() {
        PageProgress first = page(10, 1);
        PageProgress second = page(20, 1);
        PageProgress third = page(30, 1);
        List.of(first, second, third).forEach(pages::add);

        second.finish(RecordId.of(11));
        assertThat(pages.removeDone()).isEmpty();
        first.fail(new RecordFailure(RecordId.of(1), "broken"));

        assertThat(pages.removeDone()).containsExactly(first, second);
        assertThat(pages.isEmpty()).isFalse();
    }

    @Test
    void pageWithoutRecordsShouldBeDoneFromTheStart() {
        PageProgress empty = page(10, 0);
        pages.add(empty);

        assertThat(pages.removeDone()).containsExactly(empty);
        assertThat(pages.isEmpty()).isTrue();
    }

    @Test
    void pageShouldBeDoneWhenEachOfItsRecordsIsHandledOrFailed() {
        PageProgress page = page(10, 2);
        pages.add(page);

        page.finish(RecordId.of(1));
        assertThat(pages.removeDone()).isEmpty();
        page.fail(new RecordFailure(RecordId.of(2), "broken"));

        assertThat(pages.removeDone()).containsExactly(page);
        assertThat(page.handled()).containsExactly(RecordId.of(1));
        assertThat(page.failures()).extracting(RecordFailure::id).containsExactly(RecordId.of(2));
    }

    @Test
    void roomShouldBeEstimatedFromTheLastPage() {
        pages.add(page(10, 1));
        assertThat(pages.room()).isEqualTo(2);
        pages.add(page(20, 1));
        pages.add(page(30, 1));

        assertThat(pages.room()).isZero();
    }

    @Test
    void onePageShouldBeAllowedHoweverLargeTheLastOneWas() {
        PageProgress huge = new PageProgress(Cursor.after(10), 1, 1_000, 0);
        pages.add(huge);
        assertThat(pages.room()).isZero();
        huge.finish(RecordId.of(1));

        pages.removeDone();

        assertThat(pages.room()).isEqualTo(1);
    }

    private static PageProgress page(long resumeAfter, int size) {
        return new PageProgress(Cursor.after(resumeAfter), size, 30, 0);
    }
}
