package io.syncline.tika;

import io.syncline.core.port.TextExtractor;
import io.syncline.testkit.contract.TextExtractorContract;
import io.syncline.testkit.contract.TextExtractorFixture;

class TikaTextExtractorContractTest implements TextExtractorContract {

    private final TextExtractor extractor =
            TikaTextExtractor.builder().settings(TextExtractorFixture.SETTINGS).build();

    @Override
    public TextExtractorFixture fixture() {
        return () -> extractor;
    }
}
