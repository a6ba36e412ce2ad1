package io.syncline.mcp.internal.http;

import io.syncline.api.failure.SetupException;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;

/** A web server with nothing but a servlet at {@code /mcp}. */
public final class TomcatHost implements AutoCloseable {

    private static final String PATH = "/mcp";
    private static final String THREADS = "64";
    private static final String TIMEOUT_MILLIS = "20000";

    private final Tomcat tomcat = new Tomcat();
    private final Path directory;
    private final String host;

    private TomcatHost(String host, int port, Path directory) {
        this.host = host;
        this.directory = directory;
        tomcat.setBaseDir(directory.toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", host);
        connector.setProperty("maxThreads", THREADS);
        connector.setProperty("connectionTimeout", TIMEOUT_MILLIS);
        connector.setProperty("maxSwallowSize", "0");
        connector.setThrowOnFailure(true);
        connector.setXpoweredBy(false);
        tomcat.setConnector(connector);
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        tomcat.getHost().getPipeline().addValve(errors);
    }

    /**
     * Whether an address is of this computer alone.
     *
     * @throws SetupException if it is none
     */
    public static boolean isLocal(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new SetupException("'" + host + "' is not an address of this computer", e);
        }
    }

    /**
     * Starts to listen.
     *
     * @param host the address to bind
     * @param port 0 for any that is free
     * @throws SetupException if the address cannot be bound
     */
    public static TomcatHost start(String host, int port, HttpServlet servlet) {
        TomcatHost started = new TomcatHost(host, port, temporary());
        try {
            Context context = started.tomcat.addContext("", started.directory.toString());
            Tomcat.addServlet(context, "mcp", servlet);
            context.addServletMapping(PATH, "mcp");
            started.tomcat.start();
            return started;
        } catch (LifecycleException e) {
            started.close();
            throw new SetupException(
                    "Cannot listen at " + host + ":" + port
                            + ". Is the port in use, and the address one of this computer?",
                    e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("syncline-mcp-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients find the servlet. */
    public String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + tomcat.getConnector().getLocalPort() + PATH;
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("The web server did not stop", e);
        } finally {
            delete();
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
