package io.syncline.mcp;

import io.syncline.api.SyncListener;
import io.syncline.api.failure.SetupException;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.OptionValues;
import io.syncline.mcp.internal.http.McpServlet;
import io.syncline.mcp.internal.protocol.SafeMapper;
import io.syncline.mcp.internal.protocol.SdkServer;
import io.syncline.mcp.internal.protocol.StdioServer;
import io.syncline.mcp.internal.tool.AllowedModels;
import io.syncline.mcp.internal.tool.ClientMessages;
import io.syncline.mcp.internal.tool.FailureAnswers;
import io.syncline.mcp.internal.tool.ToolContext;
import io.syncline.mcp.internal.tool.Toolbox;
import io.syncline.mcp.settings.HttpSettings;
import io.syncline.mcp.settings.McpSettings;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.run.RunRegistry;
import io.syncline.service.run.ServiceTime;
import io.syncline.web.TomcatHost;
import io.syncline.web.WebSettings;
import jakarta.servlet.http.HttpServlet;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private static final String PATH = "/mcp";

    /** How long runs may take to save what is in flight, by all ways to end the server together. */
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final ExecutorService executor = ServerThreads.start();
    private final SafeMapper mapper = new SafeMapper();
    private final RunRegistry runs;
    private final boolean ownsRuns;
    private final SdkServer server;
    private final HttpSettings http;
    private final ServiceTime time;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private SynclineMcpServer(McpSettings settings, Function<SyncListener, SyncEngine> opener, ServiceTime time) {
        this(settings, opener, time, Optional.empty());
    }

    /** The runs and the progress of somebody else, who closes them. */
    private record Shared(RunRegistry runs, RunProgressListener progress) {}

    private SynclineMcpServer(
            McpSettings settings,
            Function<SyncListener, SyncEngine> opener,
            ServiceTime time,
            Optional<Shared> shared) {
        this.http = settings.http();
        this.time = time;
        this.ownsRuns = shared.isEmpty();
        RunProgressListener listener = shared.map(Shared::progress).orElseGet(RunProgressListener::new);
        LazyEngine engine = new LazyEngine(() -> opener.apply(listener));
        ClientMessages messages = new ClientMessages(settings.confidential(), settings.logins());
        FailureAnswers failures = new FailureAnswers(messages);
        this.runs = shared.map(Shared::runs)
                .orElseGet(() -> new RunRegistry(executor, time, settings.maxRuns(), failures::ended));
        AllowedModels models = new AllowedModels(settings.models(), engine);
        Toolbox toolbox = Toolbox.of(
                new ToolContext(engine, models, runs, listener, messages, time, settings, executor), failures);
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
        return of(settings, opener, ServiceTime.system());
    }

    /**
     * A server over the runs of a service, which clients see and may end, as they do their own.
     *
     * @param settings what clients may do; how many runs may be in progress is what the service allows
     * @param engine the engine of the service
     * @param runs the runs of the service
     * @param progress what the engine reports of its runs
     */
    public static SynclineMcpServer over(
            McpSettings settings, SyncEngine engine, RunRegistry runs, RunProgressListener progress) {
        return new SynclineMcpServer(
                settings, listener -> engine, ServiceTime.system(), Optional.of(new Shared(runs, progress)));
    }

    static SynclineMcpServer of(McpSettings settings, Function<SyncListener, SyncEngine> opener, ServiceTime time) {
        return new SynclineMcpServer(settings, opener, time);
    }

    /** The settings that a configuration may have. */
    public static OptionSet<OptionValues> options() {
        return McpOptions.all();
    }

    /**
     * Reads settings.
     *
     * @param section a mapping of {@link #options()}; nothing counts as an empty one
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used
     */
    public static McpSettings settings(ConfigNode section) {
        return McpOptions.read(section);
    }

    /**
     * Serves one client until it closes its end or this server is closed; then cancels all runs, and waits until they have given
     * back their leases, for 30 s at most.
     *
     * @param in lines of JSON; still being read when this server is closed first
     * @param out takes lines of JSON, and may be used by nobody else
     */
    public void serve(InputStream in, OutputStream out) {
        // a read of standard input cannot be interrupted, so it has a thread that is left behind when the server is
        // closed
        executor.execute(() -> {
            try {
                new StdioServer(server, mapper, executor, time).serve(in, out, runs::stop);
            } finally {
                ended.complete(null);
            }
        });
        ended.join();
        runs.close(LONGEST_END);
    }

    /** The server as a servlet, at any path of a container of Servlet 6.1. Close this server when the container has stopped. */
    public HttpServlet servlet() {
        return servlet(List.of());
    }

    /**
     * Does the same.
     *
     * @param bound names by which clients may address the container, beside those of the settings
     */
    public HttpServlet servlet(List<String> bound) {
        return new McpServlet(server, mapper, runs, http, bound, time);
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
    public McpHttpServer listen(String host, int port) {
        if (http.token() == null && !TomcatHost.isLocal(host)) {
            throw new SetupException("Others can reach " + host + ", so a token is required: set 'mcp.http.token'");
        }
        return new Listening(TomcatHost.start(WebSettings.plain(host, port), Map.of(PATH, servlet(List.of(host)))));
    }

    private record Listening(TomcatHost host) implements McpHttpServer {

        @Override
        public String url() {
            return host.url() + PATH;
        }

        @Override
        public void close() {
            host.close();
        }
    }

    /** Waits until this server is closed. */
    public void await() {
        ended.join();
    }

    /**
     * The runs in progress, such as {@code sync of res.partner}. Those that are left when the server was closed do not end: a
     * system does not answer them. Their leases expire, and closing the engine would wait for them.
     */
    public List<String> activeRuns() {
        return runs.active().stream()
                .map(run -> run.descriptor().kind().code() + " of "
                        + run.descriptor().model())
                .toList();
    }

    /** Cancels all runs of its own and waits for their end, for 30 s at most. Closing again does nothing. */
    @Override
    public void close() {
        ended.complete(null);
        if (ownsRuns) {
            runs.close(LONGEST_END);
        }
        executor.shutdown();
    }
}
