package io.syncline.service.memory;

import io.syncline.api.ModelName;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Names of shared documents, which have no room for those of sources, models and sinks. */
final class SharedName {

    private static final int BYTES = 20;

    private SharedName() {}

    /**
     * The name of a document of a model.
     *
     * @param kind what it holds, in a word
     * @param scope the source and the sink
     */
    static String of(String kind, String scope, ModelName model) {
        return kind + "-" + hash(scope + "\n" + model);
    }

    /** The name of a document of all models. */
    static String of(String kind, String scope) {
        return kind + "-" + hash(scope);
    }

    /** The shared documents of a store, if it keeps any. */
    static Optional<SharedDocuments> documentsOf(MetadataStore store) {
        return store instanceof SharedDocuments documents ? Optional.of(documents) : Optional.empty();
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
