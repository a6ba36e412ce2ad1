package io.syncline.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.server.settings.ServerSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listeners to events that do not read them, at a server of 200 models. */
class SlowListenersTest {

    private static final int MOST_LISTENERS = 24;
    private static final String EVENTS = "/api/events";

    private static final ServerSettings SETTINGS = ServerSettings.builder()
            .port(0)
            .token(Shop.TOKEN)
            .requestsPerMinute(100_000)
            .build();

    private static String statusOfOneMore(Crowd crowd) throws IOException {
        try (RawConnection connection = RawConnection.to(crowd.server)) {
            return connection.get(EVENTS).line();
        }
    }

    @Test
    void listenersThatDoNotReadShouldLoseTheirPlaces() throws IOException {
        List<RawConnection> slow = new ArrayList<>();
        try (Crowd crowd = new Crowd(SETTINGS)) {
            for (int i = 0; i < MOST_LISTENERS; i++) {
                RawConnection connection = RawConnection.withoutBuffer(crowd.server);
                slow.add(connection);
                assertThat(connection.get(EVENTS).line()).isEqualTo("HTTP/1.1 200");
            }
            assertThat(statusOfOneMore(crowd)).isEqualTo("HTTP/1.1 503");
            Client others = new Client(crowd.server.url(), "Authorization", "Bearer " + Shop.TOKEN);
            assertThat(others.get("/api/models").status()).isEqualTo(200);

            String status = statusOfOneMore(crowd);
            while (status.equals("HTTP/1.1 503")) {
                crowd.change(); // there is more to be sent than is kept for those who do not read
                status = statusOfOneMore(crowd);
            }
            assertThat(status).isEqualTo("HTTP/1.1 200");
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }
}
