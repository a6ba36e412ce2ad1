package io.syncline.mcp.internal.tool;

import io.syncline.core.SyncEngine;
import io.syncline.mcp.settings.McpSettings;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.run.RunRegistry;
import io.syncline.service.run.ServiceTime;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What the tools work with.
 *
 * @param engine opens the engine with the first use, and returns the same one from then on
 * @param models the models that clients may name
 * @param runs the runs of this server
 * @param progress the progress that the engine reports
 * @param messages how clients read messages
 * @param executor gives each task a thread that may wait
 */
public record ToolContext(
        Supplier<SyncEngine> engine,
        AllowedModels models,
        RunRegistry runs,
        RunProgressListener progress,
        ClientMessages messages,
        ServiceTime time,
        McpSettings settings,
        Executor executor) {}
