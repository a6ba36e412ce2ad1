package io.syncline.tika;

import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Set;

/**
 * Takes away from the process of readers what no reader needs: connections. Names of hosts are not resolved and no program
 * is started there either; options of {@link ReaderLauncher} see to that.
 */
final class Lockdown {

    private static final Set<String> LOCAL = Set.of("file", "jar", "jrt");

    private Lockdown() {}

    /** Once in a process, and never undone. */
    @SuppressWarnings("deprecation") // The only way to refuse sockets of java.net without an agent.
    static void apply() throws IOException {
        URL.setURLStreamHandlerFactory(protocol -> LOCAL.contains(protocol) ? null : new Refusing());
        Socket.setSocketImplFactory(() -> {
            throw new UnsupportedOperationException("Readers of files have no connections");
        });
    }

    private static final class Refusing extends URLStreamHandler {

        @Override
        protected URLConnection openConnection(URL address) throws IOException {
            throw new IOException("Readers of files have no connections");
        }
    }
}
