package io.syncline.embedding.http;

import java.util.List;

/**
 * The names in a response that lists its vectors as {@code {"data": [{"embedding": ...}], "usage": {"total_tokens": 7}}}.
 *
 * @param list the array of items
 * @param vector the vector of an item
 * @param usage the object with the number of tokens
 * @param tokens the numbers of tokens in that object, the preferred one first
 */
public record EmbeddingListFormat(String list, String vector, String usage, List<String> tokens) {

    /** The names of OpenAI, which many services share. */
    public static final EmbeddingListFormat OPENAI =
            new EmbeddingListFormat("data", "embedding", "usage", List.of("total_tokens", "prompt_tokens"));

    /** Copies the list. */
    public EmbeddingListFormat {
        tokens = List.copyOf(tokens);
    }
}
