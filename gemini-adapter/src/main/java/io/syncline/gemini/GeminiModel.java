package io.syncline.gemini;

import io.syncline.embedding.http.InputPrefixes;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An embedding model of the Gemini API, as documented in November 2026.
 *
 * @param name the name in requests
 * @param contextTokens the maximum of tokens in one text
 * @param price US dollars per million tokens
 * @param prefixes how it learns whether a text is a document or a query; if there are none, it learns that from the task type
 */
record GeminiModel(String name, int contextTokens, BigDecimal price, InputPrefixes prefixes) {

    static final GeminiModel DEFAULT = new GeminiModel(
            "gemini-embedding-2",
            8_192,
            new BigDecimal("0.20"),
            new InputPrefixes("title: none | text: ", "task: search result | query: "));

    private static final List<GeminiModel> ALL = List.of(
            DEFAULT, new GeminiModel("gemini-embedding-001", 2_048, new BigDecimal("0.15"), InputPrefixes.NONE));

    /**
     * The model of a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    static GeminiModel of(String name) {
        return ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown embedding model '" + name + "'; known: "
                        + ALL.stream().map(GeminiModel::name).collect(Collectors.joining(", "))));
    }

    boolean takesTaskType() {
        return prefixes.equals(InputPrefixes.NONE);
    }
}
