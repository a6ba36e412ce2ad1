package io.syncline.cli.config;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.Adapters;
import io.syncline.core.adapter.Option;
import io.syncline.core.settings.EngineOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** An example of a configuration file with all keys, made from what the adapters declare. */
public final class ExampleFile {

    /** The type of the source in an example, unless another one is asked for. */
    public static final String SOURCE = "odoo";

    private static final int WIDTH = 120;
    private static final int COMMENT_COLUMN = 36;
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");
    private static final Pattern REFERENCE = Pattern.compile("; see \\[[^]]+]\\([^)]+\\)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private static final Map<AdapterKind<?>, String> MEANINGS = Map.of(
            AdapterKind.SOURCE, "Where records come from.",
            AdapterKind.EMBEDDER, "What turns texts into vectors. Vectors of two embedders cannot be compared.",
            AdapterKind.SINK, "Where vectors are stored.",
            AdapterKind.STATE, "Where the state of runs is stored. Hosts that sync into one sink must share it.");

    private final Adapters adapters;
    private final Adapter<?> source;
    private final List<String> lines = new ArrayList<>();

    private ExampleFile(Adapters adapters, Adapter<?> source) {
        this.adapters = adapters;
        this.source = source;
    }

    /**
     * Makes an example.
     *
     * @param adapters the adapters that it may name
     * @param source the source that it reads
     */
    public static ExampleFile of(Adapters adapters, Adapter<?> source) {
        ExampleFile file = new ExampleFile(adapters, source);
        file.render();
        return file;
    }

    /** A model that most users of the source have. */
    public String model() {
        return source.exampleModels().keySet().stream().findFirst().orElse("MODEL");
    }

    /** The variables of the environment that the example needs as it is. */
    public List<String> variables() {
        TreeSet<String> names = new TreeSet<>();
        lines.stream()
                .filter(line -> !line.strip().startsWith("#"))
                .forEach(line -> VARIABLE.matcher(line).results().forEach(found -> names.add(found.group(1))));
        return List.copyOf(names);
    }

    private void render() {
        lines.add(
                "# Syncline reads records from a source, turns them into text, embeds the text and stores the vectors.");
        lines.add("# ${VARIABLE} is a variable of the environment; ${VARIABLE:default} has a default."
                + " Paths are relative to this file.");
        section(AdapterKind.SOURCE);
        models();
        section(AdapterKind.EMBEDDER);
        section(AdapterKind.SINK);
        section(AdapterKind.STATE);
        lines.add("");
        lines.add("# How the work is done; these are the defaults.");
        lines.add("engine:");
        EngineOptions.engine().options().forEach(option -> option(option, "  ", ""));
    }

    private void section(AdapterKind<?> kind) {
        lines.add("");
        lines.add("# " + MEANINGS.get(kind));
        Optional<String> chosen = kind == AdapterKind.SOURCE ? Optional.of(source.type()) : adapters.defaultType(kind);
        adapters.ofKind(kind).stream()
                .filter(adapter -> chosen.equals(Optional.of(adapter.type())))
                .forEach(adapter -> adapter(adapter, ""));
        adapters.ofKind(kind).stream()
                .filter(adapter -> !chosen.equals(Optional.of(adapter.type())))
                .forEach(adapter -> {
                    lines.add("# Or:");
                    adapter(adapter, "# ");
                });
    }

    private void adapter(Adapter<?> adapter, String sign) {
        lines.add(sign + adapter.kind().section() + ":");
        line(sign + "  ", "type: " + adapter.type(), adapter.description());
        adapter.options().forEach(option -> option(option, "  ", sign));
    }

    private void models() {
        lines.add("");
        lines.add("# What of a model becomes text. Models that are not named here use the source's choice of fields.");
        EngineOptions.model().options().forEach(option -> modelOption(option));
        source.modelOptions().forEach(option -> modelOption(option));
        lines.add("models:");
        source.exampleModels().forEach((model, section) -> {
            boolean empty = section.lines().allMatch(line -> line.startsWith("#"));
            lines.add("  " + model + (empty ? ": {}" : ":"));
            section.lines().forEach(line -> lines.add("    " + line));
        });
    }

    private void modelOption(Option<?> option) {
        lines.add("#   " + option.key() + ": " + plain(option.description()));
    }

    /** An option that is not common gets a comment sign, unless it is in a section that has one. */
    private void option(Option<?> option, String indent, String sign) {
        String own = sign.isEmpty() && !option.isCommon() ? "# " : "";
        String start = sign + indent + own;
        if (!option.nested().isEmpty()) {
            line(start, option.key() + ":", about(option));
            option.nested().forEach(nested -> nested(nested, start + "  "));
            return;
        }
        line(start, option.key() + ": " + option.example().orElse(""), about(option));
    }

    private void nested(Option<?> option, String start) {
        line(start, option.key() + ": " + option.example().orElse(""), about(option));
    }

    private static String about(Option<?> option) {
        StringBuilder about = new StringBuilder(plain(option.description()));
        option.range().ifPresent(range -> about.append(", ").append(plain(range)));
        if (!option.choices().isEmpty()) {
            about.append(": ").append(String.join(", ", option.choices()));
        }
        option.defaultText()
                .ifPresent(
                        text -> about.append(" (default: ").append(plain(text)).append(")"));
        return about.toString();
    }

    private static String plain(String markdown) {
        String text = REFERENCE.matcher(markdown).replaceAll("");
        return LINK.matcher(text).replaceAll("$1").replace("`", "");
    }

    private void line(String start, String text, String comment) {
        String line = start + text;
        String padded = line + " ".repeat(Math.max(1, COMMENT_COLUMN - line.length())) + "# " + comment;
        if (padded.length() <= WIDTH) {
            lines.add(padded);
            return;
        }
        String indent = " ".repeat(start.length() - start.stripLeading().length());
        lines.add((start.startsWith("#") ? "#" + " ".repeat(start.length() - 1) : indent) + "# " + comment);
        lines.add(line);
    }

    /** The text of the file. */
    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
