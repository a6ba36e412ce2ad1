package io.syncline.mcp;

import io.syncline.api.SyncListener;
import io.syncline.api.failure.SetupException;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.OptionValues;
import io.syncline.mcp.http.McpServlet;
import io.syncline.mcp.http.TomcatHost;
import io.syncline.mcp.protocol.SafeMapper;
import io.syncline.mcp.protocol.SdkServer;
import io.syncline.mcp.protocol.StdioServer;
import io.syncline.mcp.run.ProgressBoard;
import io.syncline.mcp.run.RunRegistry;
import io.syncline.mcp.run.ServerTime;
import io.syncline.mcp.settings.HttpSettings;
import io.syncline.mcp.settings.McpOptions;
import io.syncline.mcp.settings.McpSettings;
import io.syncline.mcp.tool.AllowedModels;
import io.syncline.mcp.tool.FailureAnswers;
import io.syncline.mcp.tool.ToolCatalog;
import io.syncline.mcp.tool.ToolContext;
import io.syncline.mcp.tool.Toolbox;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * Offers an engine to assistants by the Model Context Protocol. A run goes on when the call that started it was answered; it
 * ends when it is done or cancelled, or when its client or this server is closed.
 *
 * <p>Thread-safe. The server closes neither the engine nor the streams.
 */
public final class SynclineMcpServer implements AutoCloseable {

    private static final Duration LONGEST_END = Duration.ofSeconds(45);

    private final ExecutorService executor = ServerThreads.start();
    private final SafeMapper mapper = new SafeMapper();
    private final RunRegistry runs;
    private final SdkServer server;
    private final HttpSettings http;
    private final ServerTime time;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private SynclineMcpServer(McpSettings settings, Function<SyncListener, SyncEngine> opener, ServerTime time) {
        this.http = settings.http();
        this.time = time;
        ProgressBoard board = new ProgressBoard();
        LazyEngine engine = new LazyEngine(() -> opener.apply(board));
        this.runs = new RunRegistry(executor, time, settings.maxRuns(), FailureAnswers::ended);
        Toolbox toolbox = Toolbox.of(
                new ToolContext(engine, new AllowedModels(settings.models(), engine), runs, board, time, settings));
        this.server = new SdkServer(toolbox, mapper, version());
    }

    private static String version() {
        return Optional.ofNullable(SynclineMcpServer.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
    }

    /**
     * A server.
     *
     * @param settings what clients may do
     * @param opener opens the engine, which is to report its events to the given listener; called with the first use, so
     *     that a client is answered before, and again if it fails
     */
    public static SynclineMcpServer of(McpSettings settings, Function<SyncListener, SyncEngine> opener) {
        return of(settings, opener, ServerTime.system());
    }

    static SynclineMcpServer of(McpSettings settings, Function<SyncListener, SyncEngine> opener, ServerTime time) {
        return new SynclineMcpServer(settings, opener, time);
    }

    /** The settings that a configuration may have. */
    public static OptionSet<OptionValues> options() {
        return McpOptions.all(ToolCatalog.names());
    }

    /**
     * Reads settings.
     *
     * @param section a mapping of {@link #options()}; nothing counts as an empty one
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used
     */
    public static McpSettings settings(ConfigNode section) {
        return McpOptions.read(section, ToolCatalog.names());
    }

    /**
     * Serves one client until it closes its end or this server is closed; then cancels all runs, and waits until they have given
     * back their leases.
     *
     * @param in lines of JSON; still being read when this server is closed first
     * @param out takes lines of JSON, and may be used by nobody else
     */
    public void serve(InputStream in, OutputStream out) {
        executor.execute(() -> {
            try {
                new StdioServer(server, mapper, executor).serve(in, out);
            } finally {
                ended.complete(null);
            }
        });
        ended.join();
        runs.close(LONGEST_END);
    }

    /**
     * The server as a servlet, at any path of a container of Servlet 6.1. Close this server when the container has stopped.
     */
    public McpServlet servlet() {
        return new McpServlet(server, mapper, runs, http, time);
    }

    /**
     * Serves clients over HTTP, at {@code /mcp}, with a web server of its own.
     *
     * @param host an address of this computer
     * @param port 0 for any that is free
     * @return the web server, to be closed before this server
     * @throws io.syncline.api.failure.SetupException if the address cannot be bound, or others could reach it and no token
     *     is required
     */
    public TomcatHost listen(String host, int port) {
        if (http.token() == null && !TomcatHost.isLocal(host)) {
            throw new SetupException("Others can reach " + host + ", so a token is required: set 'mcp.http.token'");
        }
        return TomcatHost.start(host, port, servlet());
    }

    /** Waits until this server is closed. */
    public void await() {
        ended.join();
    }

    /** Cancels all runs and waits for their end. Closing again does nothing. */
    @Override
    public void close() {
        ended.complete(null);
        runs.close(LONGEST_END);
        executor.shutdown();
    }
}
