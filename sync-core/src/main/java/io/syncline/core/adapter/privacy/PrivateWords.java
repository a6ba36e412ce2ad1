package io.syncline.core.adapter.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The lists of words in {@code private-words.txt}, in several languages, by which private fields are recognised.
 *
 * <p>Immutable and thread-safe.
 */
public final class PrivateWords {

    /** The sections of the file. */
    public enum Section {
        /** Phrases that look private and are not. */
        HARMLESS,
        /** Passwords, keys, codes. */
        SECRET,
        /** Numbers of the state and of banks, and birth. */
        IDENTITY,
        /** Family, home, health, pay, whereabouts: private of people, often something else of things. */
        PERSON,
        /** Pay and health: of {@link #PERSON}, what is also private in fields that users add to records of things. */
        CONFIDENTIAL,
        /** Private of employees and users only. */
        EMPLOYMENT,
        /** How to reach somebody: left out of texts that nobody has chosen, and of no others. */
        CONTACT
    }

    /** Words after which a key is still a key. */
    private static final Set<String> OF_KEYS = Set.of(
            "hex",
            "b",
            "base",
            "pem",
            "text",
            "live",
            "test",
            "sandbox",
            "prod",
            "production",
            "file",
            "value",
            "data",
            "string",
            "old",
            "new",
            "encrypted",
            "api");

    private static final String FILE = "private-words.txt";

    /** The lists of the file. */
    public static final PrivateWords LISTS = new PrivateWords(read());

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
    public NameWords ofName(String name) {
        return NameWords.of(name).withoutPrefix().without(names.getOrDefault(Section.HARMLESS, List.of()));
    }

    /** The words of a label that count. */
    public NameWords ofLabel(String label) {
        return NameWords.of(label).without(labels.getOrDefault(Section.HARMLESS, List.of()));
    }

    /** Whether the words of a technical name match a section. */
    public boolean isName(Section section, NameWords words) {
        return words.hasAny(names.getOrDefault(section, List.of()));
    }

    /** Whether the words of a label match a section. */
    public boolean isLabel(Section section, NameWords words) {
        return words.hasAny(labels.getOrDefault(section, List.of()));
    }

    /** Whether a technical name is that of a secret: by its words, or since it ends with a key. */
    public boolean isSecretName(NameWords words) {
        return isName(Section.SECRET, words) || isKey(words.words());
    }

    /** The same for a label; a key alone may be anything. */
    public boolean isSecretLabel(NameWords words) {
        return isLabel(Section.SECRET, words) || (words.words().size() > 1 && isKey(words.words()));
    }

    /** Whether it ends with a key, as in {@code license_key_2} or {@code aes_key_hex}. */
    private static boolean isKey(List<String> words) {
        int key = words.lastIndexOf("key");
        return key >= 0 && OF_KEYS.containsAll(words.subList(key + 1, words.size()));
    }
}
