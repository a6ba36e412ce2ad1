package io.syncline.testkit.memory;

import io.syncline.core.port.TextExtractor;
import io.syncline.testkit.contract.TextExtractorContract;
import io.syncline.testkit.contract.TextExtractorFixture;

class InMemoryTextExtractorContractTest implements TextExtractorContract {

    private final TextExtractor extractor = new InMemoryTextExtractor(TextExtractorFixture.SETTINGS);

    @Override
    public TextExtractorFixture fixture() {
        return () -> extractor;
    }
}
