package io.syncline.mcp.internal.protocol;

import io.modelcontextprotocol.server.McpServer;
import io.syncline.service.run.ServiceTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one client over standard input and output. */
public final class StdioServer {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");
    private static final int LONGEST_LINE = 4 << 20;

    /** A program may write its requests and close its end before it reads an answer. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private final SdkServer server;
    private final SafeMapper mapper;
    private final Executor executor;
    private final ServiceTime time;

    /**
     * A server.
     *
     * @param executor gives each request a thread
     */
    public StdioServer(SdkServer server, SafeMapper mapper, Executor executor, ServiceTime time) {
        this.server = server;
        this.mapper = mapper;
        this.executor = executor;
        this.time = time;
    }

    /**
     * Answers the client until it closes its end; then cancels its runs, and its requests that are not answered soon.
     *
     * @param in lines of JSON
     * @param out takes lines of JSON
     * @param cancelRuns asks the runs of this server to end, and returns
     */
    public void serve(InputStream in, OutputStream out, Runnable cancelRuns) {
        InFlightCalls calls = new InFlightCalls();
        StdioTransport transport = new StdioTransport(mapper, calls, executor, out);
        server.start(McpServer.sync(transport));
        LineReader lines = new LineReader(in, LONGEST_LINE);
        try {
            for (Optional<LineReader.Line> line = lines.read(); line.isPresent(); line = lines.read()) {
                accept(line.get(), transport);
            }
        } catch (IOException e) {
            LOG.warn("The input cannot be read any more: {}", e.getMessage());
        } finally {
            cancelRuns.run();
            awaitAnswers(calls);
            calls.cancelThoseOf(StdioTransport.SESSION_ID);
        }
    }

    private void awaitAnswers(InFlightCalls calls) {
        try {
            time.await(calls.allAnswered(), LAST_ANSWERS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void accept(LineReader.Line line, StdioTransport transport) {
        if (line.tooLong()) {
            transport.refuseLong();
        } else if (!line.text().isBlank()) {
            transport.accept(line.text());
        }
    }
}
