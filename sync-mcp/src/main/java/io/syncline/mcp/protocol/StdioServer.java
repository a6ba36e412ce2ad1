package io.syncline.mcp.protocol;

import io.modelcontextprotocol.server.McpServer;
import io.syncline.mcp.call.CallBoard;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one client over standard input and output. */
public final class StdioServer {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.mcp");
    private static final int LONGEST_LINE = 4 << 20;

    private final SdkServer server;
    private final SafeMapper mapper;
    private final Executor executor;

    /**
     * A server.
     *
     * @param executor gives each request a thread
     */
    public StdioServer(SdkServer server, SafeMapper mapper, Executor executor) {
        this.server = server;
        this.mapper = mapper;
        this.executor = executor;
    }

    /**
     * Answers the client until it closes its end; then cancels its requests. Answers that are not ready go nowhere.
     *
     * @param in lines of JSON
     * @param out takes lines of JSON
     */
    public void serve(InputStream in, OutputStream out) {
        CallBoard calls = new CallBoard();
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
            calls.cancelThoseOf(StdioTransport.SESSION);
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
