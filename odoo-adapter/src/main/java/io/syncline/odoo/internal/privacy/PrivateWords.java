package io.syncline.odoo.internal.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lists of words in {@code private-words.txt}. Immutable. */
final class PrivateWords {

    /** The sections of the file. */
    enum Section {
        /** Phrases that look private and are not. */
        HARMLESS,
        /** Passwords, keys, codes. */
        SECRET,
        /** Numbers of the state and of banks, and birth. */
        IDENTITY,
        /** Family, home, health, pay, whereabouts: private of people, often something else of things. */
        PERSON,
        /** Private of employees and users only. */
        EMPLOYMENT
    }

    private static final String FILE = "private-words.txt";

    /** The lists of the file. */
    static final PrivateWords LISTS = new PrivateWords(read());

    private final Map<Section, List<WordPattern>> names = new EnumMap<>(Section.class);
    private final Map<Section, List<WordPattern>> labels = new EnumMap<>(Section.class);

    private PrivateWords(String text) {
        Section section = Section.HARMLESS;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                section = Section.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
            } else if (!line.startsWith("#")) {
                for (String entry : line.split("\\s+", -1)) {
                    add(section, entry);
                }
            }
        }
    }

    private void add(Section section, String entry) {
        if (entry.isEmpty() || entry.endsWith(":")) {
            return;
        }
        WordPattern pattern = WordPattern.parse(entry);
        names.computeIfAbsent(section, none -> new ArrayList<>()).add(pattern);
        if (pattern.isForLabels()) {
            labels.computeIfAbsent(section, none -> new ArrayList<>()).add(pattern);
        }
    }

    private static String read() {
        try (InputStream file = PrivateWords.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("The resource " + FILE + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of a technical name that count. */
    NameWords ofName(String name) {
        return NameWords.of(name).withoutPrefix().without(names.getOrDefault(Section.HARMLESS, List.of()));
    }

    /** The words of a label that count. */
    NameWords ofLabel(String label) {
        return NameWords.of(label).without(labels.getOrDefault(Section.HARMLESS, List.of()));
    }

    boolean isName(Section section, NameWords words) {
        return words.hasAny(names.getOrDefault(section, List.of()));
    }

    boolean isLabel(Section section, NameWords words) {
        return words.hasAny(labels.getOrDefault(section, List.of()));
    }
}
