package io.syncline.tika;

import io.syncline.core.port.TextExtractor;
import io.syncline.core.port.TextExtractorProvider;
import io.syncline.core.port.extraction.ExtractionSettings;

/** Opens a {@link TikaTextExtractor} for applications that take the extractor of their class path. */
public final class TikaExtractorProvider implements TextExtractorProvider {

    /** For the service loader. */
    public TikaExtractorProvider() {}

    @Override
    public String type() {
        return "tika";
    }

    @Override
    public TextExtractor open(ExtractionSettings settings) {
        return TikaTextExtractor.builder().settings(settings).build();
    }
}
