package io.syncline.testkit.contract;

import io.syncline.core.port.TextExtractor;

/** The whole contract of {@link TextExtractor}. It knows plain text files only; other kinds are up to the extractor. */
public interface TextExtractorContract
        extends ExtractedTextContract, ExtractionRefusalContract, ExtractorLifecycleContract {}
