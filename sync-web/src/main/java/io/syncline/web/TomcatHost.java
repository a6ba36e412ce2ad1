package io.syncline.web;

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
import java.util.Map;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** A web server with nothing but some servlets. */
public final class TomcatHost implements AutoCloseable {

    private static final String HTTPS = "https";
    private static final String ACCEPTED = "100";
    private static final String TIMEOUT_MILLIS = "20000";

    /** Bytes that the system keeps for a client that does not read them; without a limit they grow to megabytes. */
    private static final String SENT_UNREAD = "65536";

    private final Tomcat tomcat = new Tomcat();
    private final Path directory;
    private final WebSettings settings;

    private TomcatHost(WebSettings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
        tomcat.setBaseDir(directory.toString());
        tomcat.setConnector(connector(settings));
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        tomcat.getHost().getPipeline().addValve(errors);
    }

    private static Connector connector(WebSettings settings) {
        Connector connector = new Connector();
        connector.setPort(settings.port());
        connector.setProperty("address", settings.host());
        connector.setProperty("maxThreads", Integer.toString(settings.threads()));
        connector.setProperty("minSpareThreads", "2");
        connector.setProperty("maxConnections", Integer.toString(settings.connections()));
        connector.setProperty("acceptCount", ACCEPTED);
        connector.setProperty("connectionTimeout", TIMEOUT_MILLIS);
        connector.setProperty("keepAliveTimeout", TIMEOUT_MILLIS);
        connector.setProperty("maxSwallowSize", "0");
        connector.setProperty("socket.txBufSize", SENT_UNREAD);
        connector.setEncodedSolidusHandling("passthrough"); // ids of records may hold slashes
        connector.setThrowOnFailure(true);
        connector.setXpoweredBy(false);
        settings.tls().ifPresent(tls -> secure(connector, tls));
        return connector;
    }

    private static void secure(Connector connector, WebSettings.Tls tls) {
        connector.setSecure(true);
        connector.setScheme(HTTPS);
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig config = new SSLHostConfig();
        config.setProtocols("TLSv1.2+TLSv1.3");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateFile(tls.certificate().toString());
        certificate.setCertificateKeyFile(tls.key().toString());
        config.addCertificate(certificate);
        connector.addSslHostConfig(config);
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
     * @param settings where
     * @param servlets by the path or pattern that each answers, such as {@code /api/*}; each may answer later than its method
     *     returns
     * @throws SetupException if the address cannot be bound, or the files for TLS cannot be used
     */
    public static TomcatHost start(WebSettings settings, Map<String, HttpServlet> servlets) {
        TomcatHost started = new TomcatHost(settings, temporary());
        try {
            Context context = started.tomcat.addContext("", started.directory.toString());
            leaveReferences(context);
            servlets.forEach((path, servlet) -> {
                Wrapper wrapper = Tomcat.addServlet(context, path, new OutsideServlet(servlet));
                wrapper.setAsyncSupported(true);
                context.addServletMapping(path, path);
            });
            started.tomcat.start();
            return started;
        } catch (LifecycleException | IllegalArgumentException e) {
            started.close();
            throw new SetupException(
                    "Cannot listen at " + settings.host() + ":" + settings.port()
                            + ". Is the port in use, and the address one of this computer?"
                            + settings.tls()
                                    .map(tls -> " Are " + tls.certificate() + " and " + tls.key() + " PEM files?")
                                    .orElse(""),
                    e);
        }
    }

    /** There is no class loader of an application here that anything could leak from. */
    private static void leaveReferences(Context context) {
        if (context instanceof StandardContext standard) {
            standard.setClearReferencesThreadLocals(false);
            standard.setClearReferencesRmiTargets(false);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("syncline-web-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the root, without a slash at its end. */
    public String url() {
        String host = settings.host();
        return (settings.tls().isPresent() ? HTTPS : "http") + "://" + (host.contains(":") ? "[" + host + "]" : host)
                + ":" + tomcat.getConnector().getLocalPort();
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

    /** Where it keeps files while it is open. */
    Path directory() {
        return directory;
    }

    /** A system may have removed temporary files that are some days old; whether they are gone must not decide about the end. */
    private void delete() {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException left) {
            // removed before, or to be removed by the system
        }
    }
}
