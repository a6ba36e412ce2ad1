package io.syncline.cli.config;

import io.syncline.core.text.NearestNames;
import java.util.Collection;

/** The nearest of some names. */
final class Suggestion {

    private Suggestion() {}

    /** A question such as {@code ; did you mean 'path'?}, or nothing if no name is near. */
    static String of(String name, Collection<String> known) {
        return NearestNames.to(name, known, 1).stream()
                .map(near -> "; did you mean '" + near + "'?")
                .findFirst()
                .orElse("");
    }
}
