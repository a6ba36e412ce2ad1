package io.syncline.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.ChangeSignals;
import io.syncline.core.port.record.SignalBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signals of a database that nobody takes: without them changes are found later, which a person should know. */
class LostSignalsTest {

    private static final String PROBLEM = "The slot 'syncline' is missing. Create it";

    private final Shop shop = new Shop(Shop.secured(), Optional.of(new ChangeSignals() {
        @Override
        public SignalBatch next() {
            throw new SetupException(PROBLEM);
        }

        @Override
        public void acknowledge(SignalBatch batch) {}

        @Override
        public void close() {}
    }));

    @AfterEach
    void close() {
        shop.close();
    }

    private static String firstLineWith(String text, BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.contains(text)) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }

    @Test
    void reasonShouldBeShownToListenersAndInTheOverview() throws Exception {
        Client client = Client.withToken(shop);
        assertThat(client.get("/api/models").json().get("signals_problem").isNull())
                .as("nobody knows yet")
                .isTrue();
        shop.sync();
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop.server.url() + "/api/events"))
                .header("Authorization", "Bearer " + Shop.TOKEN)
                .build();
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(firstLineWith(PROBLEM, lines)).isEqualTo("data: {\"signals_problem\":\"" + PROBLEM + "\"}");
        }
        assertThat(client.get("/api/models").json().get("signals_problem").asText())
                .isEqualTo(PROBLEM);
    }
}
