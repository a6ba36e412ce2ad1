package io.syncline.mcp;

import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.OptionValues;
import io.syncline.mcp.settings.HttpSettings;
import java.util.List;

/** The settings of the MCP server over HTTP, declared for configurations. */
final class HttpOptions {

    private static final Option<String> TOKEN = Option.secret(
                    "token",
                    "what clients send as bearer token; required for an address other than this computer's own")
            .example("${SYNCLINE_MCP_TOKEN}");
    private static final Option<List<String>> HOSTS = Option.texts(
                    "allowed-hosts", "names in the `Host` header of requests, beside those of this computer itself")
            .example("[syncline.example.com]");
    private static final Option<List<String>> ORIGINS = Option.texts(
                    "allowed-origins", "origins of web pages that may send requests")
            .example("[https://assistant.example.com]");
    private static final Option<Integer> REQUESTS = Option.number(
                    "requests-per-minute",
                    "how many requests a client may send; those without a session share this number")
            .range("1 to 1000000")
            .defaultValue("600");
    private static final Option<Long> SIZE = Option.bytes("max-request-size", "the most bytes of a request")
            .range("1KiB to 64MiB")
            .defaultValue("1MiB");
    private static final Option<Integer> SESSIONS = Option.number("max-sessions", "how many sessions may be open")
            .range("1 to 10000")
            .defaultValue("100");

    private static final OptionSet<OptionValues> ALL = OptionSet.of(TOKEN, HOSTS, ORIGINS, REQUESTS, SIZE, SESSIONS);

    static final Option<OptionValues> SECTION = Option.section("http", "settings of `syncline mcp --http`", ALL);

    private HttpOptions() {}

    static HttpSettings settings(OptionValues values) {
        return new HttpSettings(
                values.find(TOKEN).orElse(null),
                values.find(HOSTS).orElse(List.of()),
                values.find(ORIGINS).orElse(List.of()),
                values.get(REQUESTS),
                values.get(SIZE),
                values.get(SESSIONS));
    }
}
