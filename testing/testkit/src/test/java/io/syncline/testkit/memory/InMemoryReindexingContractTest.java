package io.syncline.testkit.memory;

import io.syncline.testkit.contract.ReindexingContract;
import io.syncline.testkit.contract.ReindexingFixture;
import java.util.function.UnaryOperator;

class InMemoryReindexingContractTest implements ReindexingContract {

    private final ReindexingFixture fixture = new MemoryReindexingFixture(UnaryOperator.identity());

    @Override
    public ReindexingFixture fixture() {
        return fixture;
    }
}
