package io.syncline.cli.config;

import java.util.Optional;
import java.util.OptionalInt;

final class Optionals {

    private Optionals() {}

    static OptionalInt number(Optional<Value> value) {
        return value.isPresent() ? OptionalInt.of(value.get().number()) : OptionalInt.empty();
    }
}
