package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.testkit.forward.ForwardingMetadataStore;
import io.syncline.testkit.memory.MemoryStoreFixture;
import org.junit.jupiter.api.Test;

/** The contract of shared documents fails for stores with one defect. */
class SharedDocumentsContractFailsTest {

    abstract static class Broken implements SharedDocumentsContract {

        private final MetadataStoreFixture fixture = new MemoryStoreFixture(this::broken);

        abstract MetadataStore broken(MetadataStore store);

        @Override
        public MetadataStoreFixture fixture() {
            return fixture;
        }
    }

    private static class ForwardingDocuments extends ForwardingMetadataStore implements SharedDocuments {

        final SharedDocuments documents;

        ForwardingDocuments(MetadataStore store) {
            super(store);
            documents = (SharedDocuments) store;
        }

        @Override
        public VersionedDocument document(String name) {
            return documents.document(name);
        }

        @Override
        public boolean compareAndSetDocument(String name, long expectedRevision, String next) {
            return documents.compareAndSetDocument(name, expectedRevision, next);
        }
    }

    static class OverwritesAnything extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingDocuments(store) {
                @Override
                public synchronized boolean compareAndSetDocument(String name, long expectedRevision, String next) {
                    SharedDocuments.checked(name);
                    return super.compareAndSetDocument(name, document(name).revision(), next);
                }
            };
        }
    }

    static class TrimsTheText extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingDocuments(store) {
                @Override
                public boolean compareAndSetDocument(String name, long expectedRevision, String next) {
                    return super.compareAndSetDocument(name, expectedRevision, next.replace("\r", ""));
                }
            };
        }
    }

    static class StoresOnlyOneDocument extends Broken {
        @Override
        MetadataStore broken(MetadataStore store) {
            return new ForwardingDocuments(store) {
                @Override
                public VersionedDocument document(String name) {
                    SharedDocuments.checked(name);
                    return super.document("only");
                }

                @Override
                public boolean compareAndSetDocument(String name, long expectedRevision, String next) {
                    SharedDocuments.checked(name);
                    return super.compareAndSetDocument("only", expectedRevision, next);
                }
            };
        }
    }

    @Test
    void contractShouldFailWhenDocumentsAreNotCompared() {
        assertThat(ContractRun.of(OverwritesAnything.class).failed())
                .contains("documentShouldStayUnchangedWhenTheRevisionDiffers");
    }

    @Test
    void contractShouldFailWhenTextIsChanged() {
        assertThat(ContractRun.of(TrimsTheText.class).failed()).containsExactly("documentShouldComeBackAsItWasStored");
    }

    @Test
    void contractShouldFailWhenNamesAreIgnored() {
        assertThat(ContractRun.of(StoresOnlyOneDocument.class).failed())
                .containsExactly("documentsShouldBeIndependentOfEachOtherAndOfStates");
    }
}
