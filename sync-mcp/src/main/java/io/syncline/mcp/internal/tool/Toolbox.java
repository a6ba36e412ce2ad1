package io.syncline.mcp.internal.tool;

import io.syncline.mcp.settings.McpSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tools that a server offers, with their schemas, in a fixed order; no other ones can be called. Thread-safe. */
public final class Toolbox {

    private final Map<String, Tool> tools;
    private final List<ToolDefinition> offered;
    private final FailureAnswers failures;

    private Toolbox(Map<String, Tool> tools, List<ToolDefinition> offered, FailureAnswers failures) {
        this.tools = offered.stream()
                .collect(Collectors.toMap(ToolDefinition::name, tool -> implementation(tools, tool.name())));
        this.offered = offered;
        this.failures = failures;
    }

    private static Tool implementation(Map<String, Tool> tools, String name) {
        return Optional.ofNullable(tools.get(name))
                .orElseThrow(() -> new IllegalStateException("tools.json names a tool that nobody made: " + name));
    }

    /** The tools that the settings allow. */
    public static Toolbox of(ToolContext context, FailureAnswers failures) {
        RunView view = new RunView(context);
        RunWaiter waiter = new RunWaiter(context.time(), view);
        RunTools runs = new RunTools(context, new RunLauncher(context, waiter, view));
        StatusTools status = new StatusTools(context, waiter, view);
        RecordTools records = new RecordTools(context);
        Map<String, Tool> tools = Map.of(
                "sync_model", runs::sync,
                "plan_sync", runs::plan,
                "sync_status", status::status,
                "cancel_sync", status::cancel,
                "cleanup_deleted", runs::cleanup,
                "verify_model", runs::verify,
                "list_failures", slow("Listing failures", context, records::failures),
                "explain_record", slow("Explaining a record", context, records::explain),
                "search_records", slow("Searching", context, new SearchTool(context)),
                "list_models", status::models);
        return new Toolbox(tools, offered(context.settings()), failures);
    }

    /** A tool that waits for systems without a run. */
    private static Tool slow(String what, ToolContext context, Tool tool) {
        return new WatchedTool(what, tool, context);
    }

    private static List<ToolDefinition> offered(McpSettings settings) {
        return ToolCatalog.load().stream()
                .filter(tool -> !settings.switchedOff().contains(tool.name()))
                .filter(tool -> tool.offeredReadOnly() || !settings.readOnly())
                .filter(tool ->
                        tool.offeredForOnePerson() || settings.visibleTo().isEmpty())
                .toList();
    }

    /** What clients are told of the tools. */
    public List<ToolDefinition> definitions() {
        return offered;
    }

    /** Whether a tool is offered. */
    public boolean isOffered(String name) {
        return tools.containsKey(name);
    }

    /** Answers a call; failures are answers too, as is a tool that is not offered. */
    public ToolAnswer call(String name, ToolCall call) {
        Tool tool = tools.get(name);
        return tool == null
                ? ToolAnswer.invalid("This server does not offer the tool '" + UntrustedText.cut(name, 64) + "'")
                : failures.answer(name, () -> tool.call(call));
    }
}
