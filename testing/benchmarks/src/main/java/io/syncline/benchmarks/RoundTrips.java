package io.syncline.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** The least that a process of Java does which says hello and asks a server five times. */
final class RoundTrips {

    private static final int TRIPS = 5;

    private RoundTrips() {}

    public static void main(String[] arguments) throws IOException {
        Hello.main(arguments);
        for (int i = 0; i < TRIPS; i++) {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(arguments[0]).toURL().openConnection();
            try (InputStream answer =
                    connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                answer.transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
