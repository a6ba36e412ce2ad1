package io.syncline.mcp;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.OptionValues;
import io.syncline.mcp.internal.tool.ToolCatalog;
import io.syncline.mcp.settings.McpSettings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings of the MCP server, declared for configurations. */
final class McpOptions {

    private static final Option<List<String>> MODELS = Option.texts("models", "the models that clients may name")
            .defaultText("those under `models` of the file; if it names none, those that were synced before")
            .example("[res.partner]");
    private static final Option<Boolean> READ_ONLY = Option.flag(
                    "read-only", "offer no tool that writes or takes the lease of a model")
            .defaultValue("false");
    private static final Option<Integer> TEXT_LENGTH = Option.number(
                    "text-length", "the most characters of a record's text in an answer; the rest is cut")
            .range("100 to 10000")
            .defaultValue("1000");
    private static final Option<Integer> MAX_RUNS = Option.number(
                    "max-runs", "how many syncs, plans, cleanups and comparisons may be in progress at a time")
            .range("1 to 64")
            .defaultValue("4");
    private static final Option<Double> MAX_DELETE_SHARE = Option.fraction(
                    "max-delete-share",
                    "the share of the stored records that one cleanup may delete; clients cannot change it")
            .range("0 to 1")
            .defaultValue("0.1");

    private static final Option<BigDecimal> MAX_COST = Option.amount(
                    "max-cost",
                    "the most that embedding in one sync may cost, in US dollars by list prices; to find out, a sync reads"
                            + " everything once before it embeds; clients cannot change it")
            .defaultText("no limit")
            .example("5");

    private static final Map<String, Option<Boolean>> SWITCHES = switches();
    private static final Option<OptionValues> TOOLS = Option.section(
            "tools", "switches of single tools", OptionSet.of(SWITCHES.values().toArray(Option<?>[]::new)));

    private static final OptionSet<OptionValues> ALL = OptionSet.of(
            MODELS, READ_ONLY, TEXT_LENGTH, MAX_RUNS, MAX_DELETE_SHARE, MAX_COST, TOOLS, HttpOptions.SECTION);

    private McpOptions() {}

    private static Map<String, Option<Boolean>> switches() {
        Map<String, Option<Boolean>> switches = new LinkedHashMap<>();
        for (String tool : ToolCatalog.names()) {
            switches.put(
                    tool,
                    Option.flag(tool.replace('_', '-'), "whether `" + tool + "` is offered")
                            .defaultValue("true"));
        }
        return switches;
    }

    /** The options. */
    static OptionSet<OptionValues> all() {
        return ALL;
    }

    /**
     * Reads the settings.
     *
     * @param section a mapping of options; nothing counts as an empty one
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used
     */
    static McpSettings read(ConfigNode section) {
        return ALL.read(section, Set.of(), McpOptions::settings);
    }

    private static McpSettings settings(OptionValues values) {
        McpSettings.Builder settings = McpSettings.builder();
        settings.models(values.find(MODELS).orElse(List.of()).stream()
                        .map(ModelName::of)
                        .toList())
                .readOnly(values.get(READ_ONLY))
                .switchedOff(values.find(TOOLS).map(McpOptions::switchedOff).orElse(Set.of()))
                .textLength(values.get(TEXT_LENGTH))
                .maxRuns(values.get(MAX_RUNS))
                .maxDeleteShare(values.get(MAX_DELETE_SHARE))
                .maxCost(values.find(MAX_COST));
        values.find(HttpOptions.SECTION).map(HttpOptions::settings).ifPresent(settings::http);
        return settings.build();
    }

    private static Set<String> switchedOff(OptionValues values) {
        Set<String> off = new TreeSet<>();
        SWITCHES.forEach((tool, option) -> {
            if (!values.get(option)) {
                off.add(tool);
            }
        });
        return off;
    }
}
