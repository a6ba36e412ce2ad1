package io.syncline.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.api.failure.SetupException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Parses the {@code tokenizer.json} of an uncased BERT model. */
final class TokenizerFile {

    private TokenizerFile() {}

    /**
     * Parses the vocabulary and the special tokens, and checks that {@link WordPiece} implements the other settings.
     *
     * @param json the file
     * @param name its name, for messages
     * @return the tokenizer
     * @throws SetupException if the file is not JSON or describes another kind of tokenizer
     */
    static WordPiece parse(byte[] json, String name) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new SetupException(
                    "The tokenizer file " + name + " is not JSON; check whether its artifact is damaged", e);
        }
        requireUncasedBert(root, name);
        Map<String, Integer> vocabulary = new HashMap<>();
        root.at("/model/vocab")
                .properties()
                .forEach(
                        piece -> vocabulary.put(piece.getKey(), piece.getValue().intValue()));
        List<String> special = StreamSupport.stream(root.path("added_tokens").spliterator(), false)
                .map(token -> token.path("content").asText())
                .toList();
        special.forEach(token -> require(vocabulary.containsKey(token), name, "the token " + token));
        require(!special.isEmpty(), name, "any added token");
        return new WordPiece(
                vocabulary, Pattern.compile(special.stream().map(Pattern::quote).collect(Collectors.joining("|"))));
    }

    private static void requireUncasedBert(JsonNode root, String name) {
        require("WordPiece".equals(root.at("/model/type").asText()), name, "a WordPiece model");
        require("BertPreTokenizer".equals(root.at("/pre_tokenizer/type").asText()), name, "a BERT pre-tokenizer");
        JsonNode normalizer = root.path("normalizer");
        require("BertNormalizer".equals(normalizer.path("type").asText()), name, "a BERT normalizer");
        require(normalizer.path("lowercase").asBoolean(), name, "lower-casing");
        require(normalizer.path("strip_accents").asBoolean(true), name, "accent stripping");
    }

    private static void require(boolean holds, String name, String what) {
        if (!holds) {
            throw new SetupException("The tokenizer file " + name + " does not specify " + what
                    + "; use the model artifact that this version of syncline-onnx depends on");
        }
    }
}
