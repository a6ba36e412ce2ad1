package io.syncline.server.served;

import io.syncline.core.SyncEngine;
import io.syncline.service.SyncService;
import io.syncline.service.memory.RunHistory;
import io.syncline.service.run.RunProgressListener;
import jakarta.servlet.http.HttpServlet;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server serves. A new one takes the place of the old one when a configuration is read again.
 *
 * @param service the service
 * @param engine its engine
 * @param progress what the engine reports of its runs
 * @param usage what the embedder was asked for
 * @param history the last runs; the service tells it of each
 * @param source the name of the source
 * @param sink the name of what holds the vectors; empty while there is none
 * @param embedder what makes vectors, in a few words
 * @param askers the people by whose rights a search may be answered
 * @param mcp answers assistants, with guards of its own; null if none does
 */
public record Served(
        SyncService service,
        SyncEngine engine,
        RunProgressListener progress,
        Usage usage,
        RunHistory history,
        String source,
        Supplier<Optional<String>> sink,
        String embedder,
        AskerRights askers,
        @Nullable HttpServlet mcp) {}
