package io.syncline.core.port;

import io.syncline.core.port.extraction.ExtractionSettings;

/**
 * Opens a {@link TextExtractor} that is on the class path. Listed in
 * {@code META-INF/services/io.syncline.core.port.TextExtractorProvider} of the jar that has it, so that an
 * application can do without.
 */
public interface TextExtractorProvider {

    /**
     * The name by which a configuration would choose this extractor.
     *
     * @return a word in lower case, such as {@code tika}
     */
    String type();

    /**
     * Opens an extractor. Processes and files are made when they are needed first.
     *
     * @param settings the limits
     * @return the extractor; to be closed
     * @throws io.syncline.api.failure.SetupException if it cannot work here
     */
    TextExtractor open(ExtractionSettings settings);
}
