package io.syncline.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** The least that a process of Java does which asks a server five times. */
final class RoundTrips {

    private static final int TRIPS = 5;

    private RoundTrips() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        // Without one of its own the client would read all trusted certificates, though the address needs none.
        SSLContext unused = SSLContext.getInstance("TLS");
        unused.init(new KeyManager[0], new TrustManager[0], null);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(unused)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
        for (int i = 0; i < TRIPS; i++) {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        }
        // Java would wait 300 ms for the thread that listens for answers, which Java 17 has no other way to end.
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("SelectorManager"))
                .forEach(Thread::interrupt);
        System.exit(0);
    }
}
