package io.syncline.core.port.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equality covers every part of a fingerprint. */
class EmbedderFingerprintTest {

    @Test
    void everyPartShouldCount() {
        EmbedderFingerprint one = new EmbedderFingerprint("voyage", "voyage-4", 1024, "int8");

        assertThat(one)
                .isEqualTo(new EmbedderFingerprint("voyage", "voyage-4", 1024, "int8"))
                .hasSameHashCodeAs(new EmbedderFingerprint("voyage", "voyage-4", 1024, "int8"));
        assertThat(List.of(
                        new EmbedderFingerprint("openai", "voyage-4", 1024, "int8"),
                        new EmbedderFingerprint("voyage", "voyage-3", 1024, "int8"),
                        new EmbedderFingerprint("voyage", "voyage-4", 512, "int8"),
                        new EmbedderFingerprint("voyage", "voyage-4", 1024, "")))
                .doesNotContain(one);
    }

    @Test
    void modelsShouldBeEqualByTheirNames() {
        assertThat(ModelName.of("res.partner"))
                .isEqualTo(ModelName.of("res.partner"))
                .hasSameHashCodeAs(ModelName.of("res.partner"))
                .isNotEqualTo(ModelName.of("res.users"));
    }
}
