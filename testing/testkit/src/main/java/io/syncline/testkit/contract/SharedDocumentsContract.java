package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.VersionedDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of stores that also implement {@link SharedDocuments}: small texts, replaced by compare-and-set. */
public interface SharedDocumentsContract extends Contract<MetadataStoreFixture> {

    @Test
    default void unknownDocumentShouldBeNone() {
        SharedDocuments documents = shared(fixture().store());
        assertThat(documents.document("quota")).isEqualTo(VersionedDocument.NONE);
        assertThat(documents.document("quota")).as("reading creates nothing").isEqualTo(VersionedDocument.NONE);
    }

    @Test
    default void documentShouldComeBackAsItWasStored() {
        SharedDocuments documents = shared(fixture().store());
        String text = "{\"quoted\": 1}\n\tline 2, Grüße 🚀 '' \\ ${x} %s\r\n" + "0123456789".repeat(1_000);
        text += "Ж".repeat(SharedDocuments.MOST_CHARACTERS - text.length());
        assertThat(documents.compareAndSetDocument("a-name_with-9", 0, text)).isTrue();
        assertThat(documents.document("a-name_with-9")).isEqualTo(new VersionedDocument(1, text));
        assertThat(documents.compareAndSetDocument("a-name_with-9", 1, "")).isTrue();
        assertThat(documents.document("a-name_with-9")).isEqualTo(new VersionedDocument(2, ""));
    }

    @Test
    default void documentShouldStayUnchangedWhenTheRevisionDiffers() {
        SharedDocuments documents = shared(fixture().store());
        assertThat(documents.compareAndSetDocument("quota", 1, "early")).isFalse();
        assertThat(documents.document("quota")).isEqualTo(VersionedDocument.NONE);
        documents.compareAndSetDocument("quota", 0, "first");
        documents.compareAndSetDocument("quota", 1, "second");
        for (long revision : new long[] {0, 1, 3}) {
            assertThat(documents.compareAndSetDocument("quota", revision, "other"))
                    .as("revision " + revision)
                    .isFalse();
        }
        assertThat(documents.document("quota")).isEqualTo(new VersionedDocument(2, "second"));
    }

    @Test
    default void documentsShouldBeIndependentOfEachOtherAndOfStates() {
        SharedDocuments documents = shared(fixture().store());
        StoreContent.set(fixture().store(), StoreContent.PARTNERS, StoreContent.full());
        documents.compareAndSetDocument("one", 0, "1");
        documents.compareAndSetDocument("two", 0, "2");
        assertThat(documents.document("one").text()).isEqualTo("1");
        assertThat(documents.document("two").text()).isEqualTo("2");
        assertThat(fixture().store().keys()).containsExactly(StoreContent.PARTNERS);
        assertThat(fixture().store().read(StoreContent.PARTNERS).state()).isEqualTo(StoreContent.full());
    }

    @Test
    default void documentShouldBeRefusedWhenItsNameIsMalformed() {
        SharedDocuments documents = shared(fixture().store());
        for (String name : List.of("", "Quota", "../quota", "-quota", "a b", "q".repeat(65))) {
            assertThatThrownBy(() -> documents.document(name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> documents.compareAndSetDocument(name, 0, "x"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void documentShouldBeThereAfterReopen() {
        shared(fixture().store()).compareAndSetDocument("quota", 0, "stored");
        VersionedDocument found = shared(fixture().reopen()).document("quota");
        assertThat(found)
                .isEqualTo(can(Capability.DURABILITY) ? new VersionedDocument(1, "stored") : VersionedDocument.NONE);
    }

    @Test
    default void oneOfTwoStoresShouldWinEachRevisionOfADocument() {
        if (can(Capability.SHARING)) {
            SharedDocuments first = shared(fixture().store());
            SharedDocuments second = shared(fixture().openSecond());
            List<Integer> wins = Concurrently.run(8, thread -> win(thread % 2 == 0 ? first : second, 10));
            long sum = wins.stream().mapToLong(Integer::longValue).sum();
            assertThat(first.document("quota")).isEqualTo(new VersionedDocument(sum, String.valueOf(sum)));
            assertThat(second.document("quota")).isEqualTo(first.document("quota"));
        } else {
            assertThatThrownBy(fixture()::openSecond).isInstanceOf(SetupException.class);
        }
    }

    /** Increments a counter in the document, with as many attempts as that takes. */
    private static int win(SharedDocuments documents, int times) {
        int wins = 0;
        while (wins < times) {
            VersionedDocument current = documents.document("quota");
            if (documents.compareAndSetDocument("quota", current.revision(), String.valueOf(current.revision() + 1))) {
                wins++;
            }
        }
        return wins;
    }

    @Test
    default void documentsShouldKeepTheInterruptFlagAndFailAfterClose() {
        MetadataStore store = fixture().store();
        SharedDocuments documents = shared(store);
        Interruption.assertFlagPreserved(() -> documents.document("quota"));
        Interruption.assertFlagPreserved(() -> documents.compareAndSetDocument("quota", 0, "x"));
        long revision = documents.document("quota").revision();
        assertThat(documents.compareAndSetDocument("quota", revision, "y"))
                .as("the next call, not interrupted")
                .isTrue();
        store.close();
        assertThatThrownBy(() -> documents.document("quota")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> documents.compareAndSetDocument("quota", revision + 1, "z"))
                .isInstanceOf(RuntimeException.class);
    }

    private static SharedDocuments shared(MetadataStore store) {
        assertThat(store).isInstanceOf(SharedDocuments.class);
        return (SharedDocuments) store;
    }
}
