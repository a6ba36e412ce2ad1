package io.syncline.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * A minimal JVM process that prints a line and calls a server five times, with one of the two HTTP clients of the JDK.
 */
final class RoundTrips {

    private static final int TRIPS = 5;

    private RoundTrips() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Hello.main(arguments);
        URI uri = URI.create(arguments[1]);
        if (arguments[0].equals("java.net.http")) {
            withHttpClient(uri);
        } else {
            withUrlConnection(uri);
        }
    }

    private static void withHttpClient(URI uri) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < TRIPS; i++) {
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
        }
    }

    private static void withUrlConnection(URI uri) throws IOException {
        for (int i = 0; i < TRIPS; i++) {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            try (InputStream answer =
                    connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                answer.transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
