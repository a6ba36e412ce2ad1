package io.syncline.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfidentialValuesTest {

    private final List<Option<?>> options = List.of(
            Option.text("url", "address").confidential(),
            Option.text("model", "name of a model"),
            Option.secret("api-key", "key"),
            Option.path("ca-file", "certificate"),
            Option.path("path", "database").defaultValue("data/vectors.db"),
            Option.section(
                    "proxy",
                    "proxy",
                    OptionSet.of(Option.text("host", "host").confidential(), Option.number("port", "port"))),
            Option.sections(
                    "others",
                    "by name",
                    OptionSet.of(Option.text("username", "login").confidential())));

    private Set<String> of(Map<String, Object> section) {
        return ConfidentialValues.of(ConfigNode.of("sink", section), options, option -> true);
    }

    @Test
    void addressesPathsAndSecretsShouldBeFoundAlsoInNestedSections() {
        assertThat(of(Map.of(
                        "url", "https://erp.example.com",
                        "model", "voyage-4",
                        "api-key", "k-1",
                        "ca-file", "/etc/ca.pem",
                        "proxy", Map.of("host", "gate", "port", 3128),
                        "others", Map.of("first", Map.of("username", "reader")))))
                .contains("https://erp.example.com", "k-1", "/etc/ca.pem", "gate", "reader")
                .doesNotContain("voyage-4", "3128", "first");
    }

    @Test
    void defaultOfAPathShouldBeFoundAsItIsAndAsItIsResolved() {
        assertThat(of(Map.of()))
                .contains(
                        "data/vectors.db",
                        Path.of("data/vectors.db").toAbsolutePath().toString());
    }
}
