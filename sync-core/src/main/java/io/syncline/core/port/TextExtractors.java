package io.syncline.core.port;

import io.syncline.api.failure.SetupException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the text extractors on the class path. */
public final class TextExtractors {

    private TextExtractors() {}

    /**
     * All extractors that a class loader sees.
     *
     * @param loader such as that of the application
     * @return the providers, in the order of the class path; empty if there is none
     * @throws SetupException if one of them cannot be loaded
     */
    public static List<TextExtractorProvider> all(ClassLoader loader) {
        try {
            List<TextExtractorProvider> found = new ArrayList<>();
            ServiceLoader.load(TextExtractorProvider.class, loader).forEach(found::add);
            return List.copyOf(found);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new SetupException(
                    "A text extractor on the class path cannot be loaded: " + e.getMessage()
                            + ". Add the libraries that it needs, or remove it",
                    e);
        }
    }

    /**
     * The only extractor that a class loader sees.
     *
     * @param loader such as that of the application
     * @return the provider, or empty if there is none
     * @throws SetupException if there are several, or it cannot be loaded
     */
    public static Optional<TextExtractorProvider> only(ClassLoader loader) {
        List<TextExtractorProvider> found = all(loader);
        if (found.size() > 1) {
            List<String> types = found.stream().map(TextExtractorProvider::type).toList();
            throw new SetupException("Several text extractors are on the class path: " + String.join(", ", types)
                    + ". Keep one of their jars");
        }
        return found.stream().findFirst();
    }
}
