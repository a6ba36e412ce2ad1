package io.syncline.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.server.settings.ServerSettings;
import org.junit.jupiter.api.Test;

class HooksTest {

    private static final String SECRET = "a-secret-of-some-length";

    private static ServerSettings settings() {
        return ServerSettings.builder()
                .port(0)
                .token(Shop.TOKEN)
                .webhookSecret(SECRET)
                .build();
    }

    @Test
    void recordsOfAWebhookShouldBeSearchableSoonAfter() throws Exception {
        try (Shop shop = new Shop(settings())) {
            shop.sync();
            shop.put(6, "Partner 6");

            Client.Answer answer = new Client(shop.server.url())
                    .post("/hooks/" + SECRET, "{\"_action\":\"Sync(#5)\",\"_id\":6,\"_model\":\"res.partner\"}");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(shop.awaitRun(1).end().orElseThrow().outcome().name()).isEqualTo("COMPLETED");
            assertThat(Client.withToken(shop)
                            .get("/api/models/res.partner")
                            .json()
                            .get("records_stored")
                            .asInt())
                    .isEqualTo(6);
        }
    }

    @Test
    void wrongSecretShouldFindNothing() {
        try (Shop shop = new Shop(settings())) {
            Client anybody = new Client(shop.server.url());
            String body = "{\"_id\":1,\"_model\":\"res.partner\"}";
            assertThat(anybody.post("/hooks/another-secret-of-length", body).status())
                    .isEqualTo(404);
            assertThat(anybody.post("/hooks/", body).status()).isEqualTo(404);
            assertThat(anybody.post("/hooks", body).status()).isEqualTo(404);
            assertThat(anybody.get("/hooks/" + SECRET).status()).isEqualTo(405);
            assertThat(anybody.post("/hooks/" + SECRET, "{\"_id\":1,\"_model\":\"no.model\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(anybody.post("/hooks/" + SECRET, "x".repeat(70_000)).status())
                    .isEqualTo(413);
        }
    }

    @Test
    void webhooksShouldNotBeTakenWithoutASecret() {
        try (Shop shop = new Shop(Shop.secured())) {
            assertThat(new Client(shop.server.url())
                            .post("/hooks/" + SECRET, "{\"_id\":1,\"_model\":\"res.partner\"}")
                            .status())
                    .isIn(404, 405);
        }
    }
}
