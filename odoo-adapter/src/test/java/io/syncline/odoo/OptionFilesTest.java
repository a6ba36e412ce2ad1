package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.adapter.Option;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A new option touches two files: the builder, which has its method, and the settings of its section, which have the rest. */
class OptionFilesTest {

    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path TEST = Path.of("src", "test", "java");

    /** Setters whose name does not follow from the key. */
    private static final Map<String, String> SETTERS =
            Map.of("attachments", "extraction", "max-answer-size", "maxAnswerBytes");

    private static final Set<String> SECTIONS =
            Set.of("AttachmentSettings.java", "LoginSettings.java", "NetworkSettings.java", "ReadingSettings.java");

    static Stream<String> keys() {
        return new OdooAdapter().adapters().get(0).options().stream().map(Option::key);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void optionShouldTouchTheBuilderAndItsSection(String key) throws IOException {
        String setter = SETTERS.getOrDefault(key, camelCase(key));
        Map<String, String> main = sources(MAIN);
        Set<String> declaring = matching(main, "with\\(\\s*Option\\.\\w+\\(\\s*\"" + key + "\"");
        Set<String> checking = matching(main, "Setting\\.named\\(\"" + setter + "\"\\)|\\badd\\(\"" + setter + "\", ");
        Set<String> exposing = matching(main, "public OdooRecordSourceBuilder " + setter + "\\(");

        assertThat(declaring).as("files that declare '%s'", key).hasSize(1).isSubsetOf(SECTIONS);
        assertThat(checking).as("files that check '%s'", setter).isEqualTo(declaring);
        assertThat(exposing).containsExactly("OdooRecordSourceBuilder.java");
    }

    @Test
    void checkedSettingsShouldBeMadeOnlyByTheirSection() throws IOException {
        Map<String, String> all = sources(MAIN);
        all.putAll(sources(TEST));

        assertThat(matching(all, "new (?:\\w+\\.)?(?:Account|Attachments|Reading|Network)\\("))
                .isEqualTo(SECTIONS);
    }

    @Test
    void configShouldConsistOfTheSections() {
        assertThat(Arrays.stream(OdooConfig.class.getRecordComponents()).map(RecordComponent::getType))
                .extracting(type -> type.getEnclosingClass().getSimpleName() + ".java")
                .containsExactlyInAnyOrderElementsOf(SECTIONS);
    }

    private static String camelCase(String key) {
        return Pattern.compile("-(.)")
                .matcher(key)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    private static Set<String> matching(Map<String, String> sources, String regex) {
        Set<String> names = new TreeSet<>(sources.keySet());
        Pattern pattern = Pattern.compile(regex);
        names.removeIf(name -> !pattern.matcher(sources.getOrDefault(name, "")).find());
        return names;
    }

    private static Map<String, String> sources(Path tree) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return sources;
    }
}
