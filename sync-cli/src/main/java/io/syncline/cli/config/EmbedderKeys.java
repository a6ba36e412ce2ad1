package io.syncline.cli.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The keys of the {@code embedder} section. */
final class EmbedderKeys {

    static final List<String> TYPES = List.of("onnx", "voyage", "openai-compatible");

    private static final Set<String> SERVICE = Set.of(
            "type",
            "api-key",
            "base-url",
            "model",
            "dimension",
            "requests-per-minute",
            "tokens-per-minute",
            "price-per-million-tokens",
            "deadline");
    private static final Set<String> SERVER = Set.of(
            "request-dimension",
            "encoding",
            "document-prefix",
            "query-prefix",
            "max-inputs",
            "max-tokens-per-input",
            "max-tokens-per-request",
            "concurrency");

    private EmbedderKeys() {}

    static EmbedderConfig read(Section section, String type) {
        return switch (type) {
            case "voyage" -> voyage(section);
            case "openai-compatible" -> openAi(section);
            default -> {
                section.allow("type");
                yield new EmbedderConfig.Onnx();
            }
        };
    }

    private static EmbedderConfig voyage(Section section) {
        section.allow(with(Set.of("tier")));
        return new EmbedderConfig.Voyage(
                section.required("api-key", "the key of your Voyage AI account").secret(),
                service(section),
                section.optional("model").map(Value::text),
                section.optional("tier").map(value -> value.oneOf(List.of("free", "1", "2", "3"))));
    }

    private static EmbedderConfig openAi(Section section) {
        section.allow(with(SERVER));
        return new EmbedderConfig.OpenAi(
                section.optional("api-key").map(Value::secret),
                service(section),
                section.required("model", "the name of the model on the server").text(),
                server(section));
    }

    private static Set<String> with(Set<String> more) {
        Set<String> keys = new TreeSet<>(SERVICE);
        keys.addAll(more);
        return keys;
    }

    private static EmbedderConfig.Service service(Section section) {
        return new EmbedderConfig.Service(
                section.optional("base-url").map(Value::text),
                Optionals.number(section.optional("dimension")),
                Optionals.count(section.optional("requests-per-minute")),
                Optionals.count(section.optional("tokens-per-minute")),
                section.optional("price-per-million-tokens").map(Value::amount),
                section.optional("deadline").map(Value::duration));
    }

    private static EmbedderConfig.Server server(Section section) {
        return new EmbedderConfig.Server(
                section.optional("request-dimension").map(Value::flag).orElse(false),
                section.optional("encoding").map(value -> value.oneOf(List.of("base64", "float"))),
                section.optional("document-prefix").map(Value::text),
                section.optional("query-prefix").map(Value::text),
                Optionals.number(section.optional("max-inputs")),
                Optionals.number(section.optional("max-tokens-per-input")),
                Optionals.number(section.optional("max-tokens-per-request")),
                Optionals.number(section.optional("concurrency")));
    }
}
