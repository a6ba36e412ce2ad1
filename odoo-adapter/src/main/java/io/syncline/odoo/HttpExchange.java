package io.syncline.odoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. It blocks whoever calls it; another thread may give it up.
 *
 * <p>The JDK's older client is used since the newer one takes longer to become ready than an idle sync takes as a whole
 * ({@code docs/adr/0019-class-data-sharing.md}). What it would do on its own is turned off: it follows no redirect, asks
 * no cache and trusts no verifier of names that others have set for the whole JVM. It never repeats a POST, because the
 * length of the body is fixed beforehand; for the same reason the body of an answer with status 401 or 407 is lost.
 */
final class HttpExchange implements Callable<HttpAnswer> {

    /** There is no connection to the server, or none that can be trusted. */
    static final class NotConnected extends IOException {
        NotConnected(IOException cause) {
            super(cause);
        }
    }

    /** The server shows the certificate of another. */
    static final class OtherName extends IOException {
        OtherName(IOException cause) {
            super("it is for another name", cause);
        }
    }

    private final URI uri;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;
    private final OdooConfig.Network network;
    private final ProxyLogin proxyLogin;
    private final @Nullable SSLSocketFactory tls;
    private volatile boolean otherName;
    private volatile @Nullable HttpURLConnection connection;
    private volatile boolean givenUp;

    /**
     * Plans a request.
     *
     * @param uri where to
     * @param headers what to send before the body
     * @param body what to post, or null to get
     * @param network how to talk
     * @param proxyLogin answers a proxy that asks before it lets a tunnel through; nobody else's is asked
     * @param tls makes the sockets for an https address, the same object for each request so that connections are used
     *     again; null for an http address
     */
    HttpExchange(
            URI uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            OdooConfig.Network network,
            ProxyLogin proxyLogin,
            @Nullable SSLSocketFactory tls) {
        this.uri = uri;
        this.headers = headers;
        this.body = body;
        this.network = network;
        this.proxyLogin = proxyLogin;
        this.tls = tls;
    }

    @Override
    public HttpAnswer call() throws IOException {
        HttpURLConnection opened = open();
        connection = opened;
        boolean whole = false;
        try {
            connect(opened);
            if (givenUp) {
                throw new IOException("the request was given up before it was sent");
            }
            if (body != null) {
                try (OutputStream out = opened.getOutputStream()) {
                    out.write(body);
                }
            }
            HttpAnswer answer = answer(opened);
            whole = true;
            return answer;
        } finally {
            proxyLogin.forget();
            if (!whole) {
                opened.disconnect();
            }
        }
    }

    /** Ends the exchange, whatever it is at. Its call fails. */
    void giveUp() {
        givenUp = true;
        HttpURLConnection open = connection;
        if (open != null) {
            open.disconnect();
        }
    }

    private HttpURLConnection open() throws IOException {
        WebProxy proxy = network.proxy();
        URL url = uri.toURL();
        HttpURLConnection opened =
                (HttpURLConnection) (proxy == null ? url.openConnection() : url.openConnection(proxy.forJava()));
        opened.setConnectTimeout(millis(network.connectTimeout().toMillis()));
        opened.setReadTimeout(millis(network.deadline().toMillis()));
        opened.setInstanceFollowRedirects(false);
        opened.setUseCaches(false);
        opened.setAuthenticator(proxyLogin);
        if (opened instanceof HttpsURLConnection secure && tls != null) {
            secure.setSSLSocketFactory(tls);
            // Asked only about a name that does not match the certificate.
            secure.setHostnameVerifier((name, session) -> {
                otherName = true;
                return false;
            });
        }
        headers.forEach(opened::setRequestProperty);
        if (body != null) {
            opened.setRequestMethod("POST");
            opened.setDoOutput(true);
            opened.setFixedLengthStreamingMode(body.length);
        }
        return opened;
    }

    /** For Java, zero is for ever. */
    private static int millis(long millis) {
        return (int) Math.min(Math.max(1, millis), Integer.MAX_VALUE);
    }

    private void connect(HttpURLConnection opened) throws IOException {
        try {
            opened.connect();
        } catch (IOException failed) {
            throw otherName ? new OtherName(failed) : new NotConnected(failed);
        }
    }

    private HttpAnswer answer(HttpURLConnection open) throws IOException {
        int status = open.getResponseCode();
        if (status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_PROXY_AUTH) {
            return new HttpAnswer(status, Map.of(), List.of(), network.maxBytes());
        }
        Map<String, String> told = headers(open);
        boolean framed = told.containsKey("Transfer-Encoding");
        try (InputStream in = status < 400 ? open.getInputStream() : open.getErrorStream()) {
            List<ByteBuffer> chunks = in == null
                    ? List.of()
                    : WireBody.read(in, framed ? -1 : open.getContentLengthLong(), network.maxWireBytes());
            return new HttpAnswer(status, told, chunks, network.maxBytes());
        }
    }

    /** The first value of each. */
    private static Map<String, String> headers(HttpURLConnection open) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        // The header of number 0 is the line with the status.
        for (int i = 1; open.getHeaderFieldKey(i) != null; i++) {
            headers.putIfAbsent(open.getHeaderFieldKey(i), open.getHeaderField(i));
        }
        return headers;
    }
}
