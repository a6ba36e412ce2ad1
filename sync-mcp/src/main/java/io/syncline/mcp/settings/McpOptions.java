package io.syncline.mcp.settings;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.OptionValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings of the MCP server, declared for configurations. */
public final class McpOptions {

    private static final Option<List<String>> MODELS = Option.texts("models", "the models that clients may name")
            .defaultText("those under `models` of the file; if it names none, those that were synced before")
            .example("[res.partner]");
    private static final Option<Boolean> READ_ONLY = Option.flag(
                    "read-only",
                    "offer no tool that writes or takes the lease of a model: no sync, cleanup or comparison")
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

    private static final Option<String> TOKEN = Option.secret(
                    "token",
                    "what clients send as bearer token; required for an address other than this computer's own")
            .example("${SYNCLINE_MCP_TOKEN}");
    private static final Option<List<String>> HOSTS = Option.texts(
                    "allowed-hosts", "names in the `Host` header of requests, beside those of this computer itself")
            .example("[syncline.example.com]");
    private static final Option<List<String>> ORIGINS = Option.texts(
                    "allowed-origins",
                    "origins of web pages that may send requests, beside those of this computer itself")
            .example("[https://assistant.example.com]");
    private static final Option<Integer> REQUESTS = Option.number(
                    "requests-per-minute", "how many requests all clients together may send")
            .range("1 to 1000000")
            .defaultValue("600");
    private static final Option<Long> SIZE = Option.bytes("max-request-size", "the most bytes of a request")
            .range("1KiB to 64MiB")
            .defaultValue("1MiB");
    private static final Option<Integer> SESSIONS = Option.number("max-sessions", "how many sessions may be open")
            .range("1 to 10000")
            .defaultValue("100");

    private McpOptions() {}

    /**
     * The options.
     *
     * @param tools the names of all tools, in their order
     */
    public static OptionSet<OptionValues> all(List<String> tools) {
        return OptionSet.of(
                MODELS, READ_ONLY, TEXT_LENGTH, MAX_RUNS, MAX_DELETE_SHARE, section(switches(tools)), http());
    }

    private static Option<OptionValues> http() {
        return Option.section(
                "http",
                "settings of `syncline mcp --http`",
                OptionSet.of(TOKEN, HOSTS, ORIGINS, REQUESTS, SIZE, SESSIONS));
    }

    private static Option<OptionValues> section(Map<String, Option<Boolean>> switches) {
        return Option.section(
                "tools",
                "switches of single tools",
                OptionSet.of(switches.values().toArray(Option<?>[]::new)));
    }

    private static Map<String, Option<Boolean>> switches(List<String> tools) {
        Map<String, Option<Boolean>> switches = new LinkedHashMap<>();
        for (String tool : tools) {
            switches.put(
                    tool,
                    Option.flag(tool.replace('_', '-'), "whether `" + tool + "` is offered")
                            .defaultValue("true"));
        }
        return switches;
    }

    /**
     * Reads the settings.
     *
     * @param section a mapping of options; nothing counts as an empty one
     * @param tools the names of all tools
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used
     */
    public static McpSettings read(ConfigNode section, List<String> tools) {
        Map<String, Option<Boolean>> switches = switches(tools);
        Option<OptionValues> toolSection = section(switches);
        Option<OptionValues> http = http();
        return OptionSet.of(MODELS, READ_ONLY, TEXT_LENGTH, MAX_RUNS, MAX_DELETE_SHARE, toolSection, http)
                .read(section, Set.of(), values -> {
                    Set<String> off = new TreeSet<>();
                    values.find(toolSection)
                            .ifPresent(given -> switches.forEach((tool, option) -> {
                                if (!given.get(option)) {
                                    off.add(tool);
                                }
                            }));
                    return settings(values, off, http);
                });
    }

    private static McpSettings settings(OptionValues values, Set<String> off, Option<OptionValues> http) {
        return new McpSettings(
                values.find(MODELS).orElse(List.of()).stream()
                        .map(ModelName::of)
                        .toList(),
                values.get(READ_ONLY),
                off,
                values.get(TEXT_LENGTH),
                values.get(MAX_RUNS),
                values.get(MAX_DELETE_SHARE),
                values.find(http)
                        .map(McpOptions::http)
                        .orElseGet(() -> http(OptionSet.of(TOKEN, HOSTS, ORIGINS, REQUESTS, SIZE, SESSIONS)
                                .read(ConfigNode.of("mcp.http", Map.of())))));
    }

    private static HttpSettings http(OptionValues values) {
        return new HttpSettings(
                values.find(TOKEN).orElse(null),
                values.find(HOSTS).orElse(List.of()),
                values.find(ORIGINS).orElse(List.of()),
                values.get(REQUESTS),
                values.get(SIZE),
                values.get(SESSIONS));
    }
}
