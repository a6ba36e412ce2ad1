package io.syncline.mcp.tool;

import io.syncline.core.SyncEngine;
import io.syncline.mcp.run.ProgressBoard;
import io.syncline.mcp.run.RunRegistry;
import io.syncline.mcp.run.ServerTime;
import io.syncline.mcp.settings.McpSettings;
import java.util.function.Supplier;

/**
 * What the tools work with.
 *
 * @param engine opens the engine with the first use, and returns the same one from then on
 * @param models the models that clients may name
 * @param runs the runs of this server
 * @param board the progress that the engine reports
 */
public record ToolContext(
        Supplier<SyncEngine> engine,
        AllowedModels models,
        RunRegistry runs,
        ProgressBoard board,
        ServerTime time,
        McpSettings settings) {}
