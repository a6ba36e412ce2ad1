package io.syncline.mcp.tool;

import io.syncline.mcp.settings.McpSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools that a server offers, with their schemas, in a fixed order. Thread-safe. */
public final class Toolbox {

    private final Map<String, Tool> tools;
    private final List<ToolDefinition> offered;

    private Toolbox(Map<String, Tool> tools, List<ToolDefinition> offered) {
        this.tools = tools;
        this.offered = offered;
    }

    /** The tools that the settings allow. */
    public static Toolbox of(ToolContext context) {
        RunWaiter waiter = new RunWaiter(context.time(), context.board());
        RunTools runs = new RunTools(context, new RunLauncher(context, waiter));
        StatusTools status = new StatusTools(context, waiter);
        RecordTools records = new RecordTools(context);
        Map<String, Tool> tools = Map.of(
                "sync_model", runs::sync,
                "plan_sync", runs::plan,
                "sync_status", status::status,
                "cancel_sync", status::cancel,
                "cleanup_deleted", runs::cleanup,
                "verify_model", runs::verify,
                "list_failures", records::failures,
                "explain_record", records::explain,
                "search_records", new SearchTool(context),
                "list_models", status::models);
        return new Toolbox(tools, offered(context.settings()));
    }

    private static List<ToolDefinition> offered(McpSettings settings) {
        return ToolCatalog.load().stream()
                .filter(tool -> !settings.switchedOff().contains(tool.name()))
                .filter(tool -> tool.forReaders() || !settings.readOnly())
                .toList();
    }

    /** What clients are told of the tools. */
    public List<ToolDefinition> definitions() {
        return offered;
    }

    /** Answers a call; failures are answers too. */
    public ToolAnswer call(String name, ToolCall call) {
        return FailureAnswers.answer(name, () -> tool(name).call(call));
    }

    private Tool tool(String name) {
        return Optional.ofNullable(tools.get(name))
                .orElseThrow(() -> new IllegalStateException("tools.json names a tool that nobody made: " + name));
    }
}
