package io.syncline.spring.boot;

import io.syncline.core.adapter.ConfigException;
import java.util.function.Supplier;

/** Values that a type refuses, as failures of the property that they are of. */
final class Refused {

    private Refused() {}

    static <T> T as(String property, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException("'" + property + "': " + e.getMessage());
        }
    }
}
