package io.syncline.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.9.7, false, false",
        "1.10.0, true, false",
        "1.15.4, true, false",
        "1.16.0, true, true",
        "1.16.3-dev, true, true",
        "2.0.0, true, true",
        "10.1.0, true, true",
        "1.16, false, false",
        "next, false, false",
        "'', false, false",
        "9999999999.1.1, false, false",
    })
    void versionShouldDecideWhichFeaturesAreUsed(String text, boolean supported, boolean full) {
        ServerVersion version = ServerVersion.parse(text);

        assertThat(version.supported()).as("supported").isEqualTo(supported);
        assertThat(version.hasUpdateFilter()).as("conditional upserts").isEqualTo(full);
        assertThat(version.hasMetadata()).as("metadata").isEqualTo(full);
    }
}
