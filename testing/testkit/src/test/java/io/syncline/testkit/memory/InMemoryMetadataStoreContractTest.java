package io.syncline.testkit.memory;

import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.MetadataStoreContract;
import io.syncline.testkit.contract.MetadataStoreFixture;
import io.syncline.testkit.contract.SharedDocumentsContract;
import java.util.Set;
import java.util.function.UnaryOperator;

class InMemoryMetadataStoreContractTest implements MetadataStoreContract, SharedDocumentsContract {

    private final MetadataStoreFixture fixture = new MemoryStoreFixture(UnaryOperator.identity());

    @Override
    public MetadataStoreFixture fixture() {
        return fixture;
    }

    @Override
    public Set<Capability> lacking() {
        return Set.of(Capability.DAMAGE);
    }
}
