package io.syncline.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

/** Sends requests to a server. */
final class Client {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final List<String> headers;

    Client(String url, String... headers) {
        this.url = url;
        this.headers = List.of(headers);
    }

    static Client withToken(Shop shop) {
        return new Client(shop.server.url(), "Authorization", "Bearer " + Shop.TOKEN);
    }

    record Answer(int status, String body, HttpResponse<String> response) {

        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new AssertionError(body, e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path, String... more) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), more);
    }

    Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    Answer post(String path, String body, String... more) {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(more))
                .toArray(String[]::new);
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body), all);
    }

    Answer send(String method, String path, HttpRequest.BodyPublisher body, String... more) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).method(method, body);
        List<String> all = Stream.concat(headers.stream(), Stream.of(more)).toList();
        for (int i = 0; i < all.size(); i += 2) {
            request.header(all.get(i), all.get(i + 1));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
