package io.syncline.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.failure.TransientException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HealthReaderTest {

    @Test
    void problemShouldBeTheMessageOfTheFailure() {
        HealthReader reader = new HealthReader(() -> {
            throw new TransientException("The database is away", null);
        });
        HealthReader.State state = reader.read();
        assertThat(state.status()).isEqualTo(HealthReader.UNKNOWN);
        assertThat(state.details()).containsEntry("problem", "The database is away");
    }

    @Test
    void muteStoreShouldHoldAThreadOfItsOwn() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        CompletableFuture<String> thread = new CompletableFuture<>();
        HealthReader reader = new HealthReader(() -> {
            thread.complete(Thread.currentThread().getName());
            answer.join();
            return List.of();
        });

        assertThat(reader.read().details().get("problem")).asString().contains("has not answered");
        answer.complete(null);

        assertThat(reader.read().status()).isEqualTo(HealthReader.UP);
        assertThat(thread.join()).isEqualTo("syncline-health");
    }
}
