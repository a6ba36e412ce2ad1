package io.syncline.qdrant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes and restores snapshots of collections over the HTTP port of a server, as an administrator does. */
final class QdrantSnapshots {

    private static final String BOUNDARY = "5f0d6a8c-8d9b-4a0e";
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;

    QdrantSnapshots(QdrantServer server) {
        address = "http://" + server.host() + ":" + server.httpPort().orElseThrow() + "/collections/";
    }

    /** Makes a snapshot and downloads it. */
    byte[] make(String collection) {
        String uri = address + collection + "/snapshots";
        byte[] answer =
                send(HttpRequest.newBuilder(URI.create(uri + "?wait=true")).POST(BodyPublishers.noBody()));
        Matcher name = NAME.matcher(new String(answer, StandardCharsets.UTF_8));
        if (!name.find()) {
            throw new AssertionError("The server named no snapshot");
        }
        return send(
                HttpRequest.newBuilder(URI.create(uri + "/" + name.group(1))).GET());
    }

    /** Restores a snapshot into a collection, which need not exist. */
    void restore(String collection, byte[] snapshot) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"snapshot\"; filename=\"it\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(snapshot);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        send(HttpRequest.newBuilder(URI.create(address + collection + "/snapshots/upload?wait=true&priority=snapshot"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private byte[] send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new AssertionError(new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
