package io.syncline.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.server.settings.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told for pages of other servers. */
class CrossOriginTest {

    private static final String INTRANET = "https://intranet.example.com";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    private final Shop shop = new Shop(ServerSettings.builder()
            .port(0)
            .token(Shop.TOKEN)
            .addAllowedOrigins(INTRANET)
            .build());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        shop.close();
    }

    private HttpRequest.Builder request(String path, String origin) {
        return HttpRequest.newBuilder(URI.create(shop.server.url() + path)).header("Origin", origin);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> preflight(String origin, String method) throws IOException, InterruptedException {
        return send(request("/api/models/res.partner/sync", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    @Test
    void pageOfAnAllowedOriginShouldReadAnswers() throws Exception {
        HttpResponse<String> answer =
                send(request("/api/models", INTRANET).header("Authorization", "Bearer " + Shop.TOKEN));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(ALLOWED)).contains(INTRANET);
        assertThat(answer.headers().firstValue("Vary")).contains("Origin");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void pageOfAnAllowedOriginShouldLearnThatItNeedsTheToken() throws Exception {
        HttpResponse<String> answer = send(request("/api/models", INTRANET));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue(ALLOWED)).contains(INTRANET);
    }

    @Test
    void browserShouldBeToldWhatAPageOfAnAllowedOriginMaySend() throws Exception {
        HttpResponse<String> answer = preflight(INTRANET, "POST");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue(ALLOWED)).contains(INTRANET);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, POST, DELETE");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("Authorization, Content-Type");
        assertThat(shop.service.runs().newestFirst()).as("runs that it started").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example.com", "http://intranet.example.com", "null"})
    void pageOfAnotherOriginShouldBeToldNothing(String origin) throws Exception {
        HttpResponse<String> asked = preflight(origin, "GET");
        HttpResponse<String> sent =
                send(request("/api/models", origin).header("Authorization", "Bearer " + Shop.TOKEN));

        assertThat(asked.statusCode()).isEqualTo(403);
        assertThat(asked.headers().firstValue(ALLOWED)).isEmpty();
        assertThat(sent.statusCode()).isEqualTo(403);
        assertThat(sent.headers().firstValue(ALLOWED)).isEmpty();
    }

    @Test
    void optionsOfNoPageShouldNeedTheToken() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(shop.server.url() + "/api/models"))
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(401);
    }
}
