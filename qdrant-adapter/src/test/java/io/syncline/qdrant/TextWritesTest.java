package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.PRODUCTS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.vector.EmbeddedDocument;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts with the same hash are never written concurrently; the hash of this test is the length. */
class TextWritesTest {

    private final TextWrites writes = new TextWrites(record -> record.text().length());
    private final List<String> written = new ArrayList<>();

    @Test
    void otherTextOfTheSameHashShouldWaitUntilTheFirstIsWritten() {
        writes.guard(PARTNERS, List.of(text("one"), text("four")), () -> {
            assertThatThrownBy(() -> write("two"))
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("Record two")
                    .hasMessageContaining("record one");
            write("three");
        });
        write("two");

        assertThat(written).containsExactly("three", "two");
    }

    @Test
    void textsOfOtherModelsAndNumbersShouldNotWait() {
        writes.guard(PARTNERS, List.of(text("one"), document(1, 1, 1)), () -> {
            writes.guard(PRODUCTS, List.of(text("two")), () -> written.add("two"));
            writes.guard(PARTNERS, List.of(document(2, 1, 1)), () -> written.add("2"));
        });

        assertThat(written).containsExactly("two", "2");
    }

    @Test
    void twoTextsOfTheSameHashInOneCallShouldBeRejected() {
        assertThatThrownBy(() -> writes.guard(PARTNERS, List.of(text("one"), text("two")), () -> written.add("both")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("one")
                .hasMessageContaining("two");
        write("two");

        assertThat(written).containsExactly("two");
    }

    @Test
    void failedWriteShouldNotKeepOthersOut() {
        assertThatThrownBy(() -> writes.guard(PARTNERS, List.of(text("one")), () -> {
                    throw new IllegalStateException("failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        write("two");

        assertThat(written).containsExactly("two");
    }

    private void write(String id) {
        writes.guard(PARTNERS, List.of(text(id)), () -> written.add(id));
    }

    private static EmbeddedDocument text(String id) {
        return document(RecordId.of(id), 1, 1, 1);
    }
}
