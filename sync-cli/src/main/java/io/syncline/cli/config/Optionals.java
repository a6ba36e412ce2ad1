package io.syncline.cli.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

final class Optionals {

    private Optionals() {}

    static OptionalInt number(Optional<Value> value) {
        return value.isPresent() ? OptionalInt.of(value.get().number()) : OptionalInt.empty();
    }

    static OptionalLong count(Optional<Value> value) {
        return value.isPresent() ? OptionalLong.of(value.get().count()) : OptionalLong.empty();
    }
}
