package io.syncline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventsTest {

    /** The data of the next event of a name. */
    private static String next(BufferedReader lines, String event) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.equals("event: " + event)) {
            line = lines.readLine();
        }
        return String.valueOf(lines.readLine());
    }

    @Test
    void listenerShouldBeToldOfEachModelAndThenOfChanges() throws Exception {
        try (Shop shop = new Shop(Shop.secured())) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(shop.server.url() + "/api/events"))
                    .header("Authorization", "Bearer " + Shop.TOKEN)
                    .build();
            HttpResponse<InputStream> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                assertThat(next(lines, "model")).contains("\"model_name\":\"res.partner\"", "\"state\":\"never\"");
                assertThat(next(lines, "usage")).contains("\"month\"");
                shop.sync();

                String changed = next(lines, "model");
                while (!changed.contains("\"records_stored\":5")) {
                    changed = next(lines, "model");
                }
                assertThat(changed).contains("\"state\":\"fresh\"");
            }
        }
    }

    @Test
    void endOfTheServerShouldEndTheStream() throws Exception {
        Shop shop = new Shop(Shop.secured());
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.server.url() + "/api/events"))
                .header("Authorization", "Bearer " + Shop.TOKEN)
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            next(lines, "usage");
            shop.close();
            String line = lines.readLine();
            while (line != null) {
                line = lines.readLine();
            }
        }
    }
}
