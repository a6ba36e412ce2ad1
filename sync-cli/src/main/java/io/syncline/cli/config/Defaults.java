package io.syncline.cli.config;

import io.syncline.core.adapter.AdapterKind;
import java.util.Map;
import java.util.Optional;

/** The types of adapters that a configuration uses where it names none: what needs no server and no key. */
final class Defaults {

    private static final Map<AdapterKind<?>, String> TYPES =
            Map.of(AdapterKind.EMBEDDER, "onnx", AdapterKind.SINK, "sqlite", AdapterKind.STATE, "file");

    private Defaults() {}

    /** The default type of a kind; empty for the source. */
    static Optional<String> type(AdapterKind<?> kind) {
        return Optional.ofNullable(TYPES.get(kind));
    }
}
