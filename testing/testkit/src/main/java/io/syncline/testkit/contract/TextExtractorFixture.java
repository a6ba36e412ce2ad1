package io.syncline.testkit.contract;

import io.syncline.core.port.TextExtractor;
import io.syncline.core.port.extraction.ExtractionSettings;

/** A text extractor with small limits. */
public interface TextExtractorFixture extends Contract.Fixture {

    /** The limits that the extractor under test must have. */
    ExtractionSettings SETTINGS = ExtractionSettings.builder()
            .maxFileSize(200_000)
            .maxTextLength(20_000)
            .maxEmbeddedFiles(3)
            .memory(128L << 20)
            .processes(2)
            .build();

    /**
     * The extractor under test, with {@link #SETTINGS}.
     *
     * @return the same extractor at each call
     */
    TextExtractor extractor();

    /** Closes the extractor. */
    @Override
    default void close() {
        extractor().close();
    }
}
