package io.syncline.cli.config;

import io.syncline.core.adapter.ConfigException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads a YAML file into nodes that know their lines. */
final class Yaml {

    /** Problems whose message quotes a piece of the file, which may be a secret, or which quotes would solve. */
    private static final Pattern QUOTING = Pattern.compile(
            "(?i)^(found undefined (alias|tag)|found duplicate anchor|found character '?[>|%@`]).*", Pattern.DOTALL);

    private static final int MAX_DEPTH = 50;

    private Yaml() {}

    static YamlNode read(Path file, Path shown, Interpolation interpolation) {
        return parse(text(file, shown), new Place(shown, directory(file), interpolation));
    }

    /** Reads a text as if it were in a file. */
    static YamlNode parse(String text, Place place) {
        Path shown = place.shown();
        Node root = compose(text, shown)
                .orElseThrow(() -> new ConfigException(shown + " is empty; it needs at least a 'source' section"));
        if (!(root instanceof MappingNode mapping)) {
            throw place.failure(
                    root, "must be made of keys and values, such as 'source:' with indented lines below it");
        }
        checkNesting(mapping, place, newSet(), newSet());
        return YamlNode.root(mapping, place);
    }

    /** Refuses what would exhaust the stack of those who read it, such as a list that contains itself by an alias. */
    private static void checkNesting(Node node, Place place, Set<Node> outer, Set<Node> checked) {
        if (outer.contains(node) || outer.size() > MAX_DEPTH) {
            throw place.failure(
                    node, "lists and sections must not contain themselves, nor be nested deeper than " + MAX_DEPTH);
        }
        if (checked.add(node)) {
            outer.add(node);
            parts(node).forEach(part -> checkNesting(part, place, outer, checked));
            outer.remove(node);
        }
    }

    private static Set<Node> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static List<Node> parts(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .flatMap(tuple -> Stream.of(tuple.getKeyNode(), tuple.getValueNode()))
                        .toList()
                : List.of();
    }

    private static Path directory(Path file) {
        return file.getParent() == null ? file : file.getParent();
    }

    private static String text(Path file, Path shown) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new ConfigException("The configuration file " + shown
                    + " does not exist. Create one with 'syncline init', or name another one with --config FILE");
        } catch (CharacterCodingException e) {
            throw new ConfigException(shown + " is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            String why =
                    Files.isDirectory(file) ? "it is a directory" : e.getClass().getSimpleName();
            throw new ConfigException("Cannot read the configuration file " + shown + ": " + why);
        }
    }

    /** The parser's own exception is not a cause of ours: it quotes the line, which may hold a secret. */
    private static Optional<Node> compose(String text, Path shown) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setSchema(new CoreSchema())
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new ConfigException(
                    shown + e.getProblemMark().map(Yaml::where).orElse("") + ": not well-formed YAML: "
                            + problem(e.getProblem()));
        } catch (StackOverflowError e) {
            throw new ConfigException(shown + ": lists or sections are nested deeper than " + MAX_DEPTH);
        } catch (YamlEngineException e) {
            throw new ConfigException(
                    shown + ": not well-formed YAML; only one document of plain keys and values is read");
        }
    }

    /** Writes a mapping, without comments. */
    static String write(MappingNode mapping) {
        StringWriter written = new StringWriter();
        new Dump(DumpSettings.builder().build()).dumpNode(mapping, new StreamDataWriter() {
            @Override
            public void write(String text) {
                written.write(text);
            }

            @Override
            public void write(String text, int start, int length) {
                written.write(text, start, length);
            }
        });
        return written.toString();
    }

    private static String where(Mark mark) {
        return ":" + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }

    private static String problem(String problem) {
        return QUOTING.matcher(problem).matches() || problem.isBlank()
                ? "a value that begins with one of * & ! > | % @ must be in quotes"
                : problem.strip();
    }

    /** The file of a node: its name for messages, the directory of relative paths, and the variables. */
    record Place(Path shown, Path directory, Interpolation interpolation) {

        ConfigException failure(Node node, String problem) {
            return new ConfigException(shown
                    + node.getStartMark()
                            .map(mark -> ":" + (mark.getLine() + 1))
                            .orElse("") + ": " + problem);
        }
    }
}
