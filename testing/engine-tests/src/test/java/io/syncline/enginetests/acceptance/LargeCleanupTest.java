package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.testkit.memory.SyntheticKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LargeCleanupTest {

    @ParameterizedTest
    @EnumSource
    void cleanupOfAMillionRecordsShouldFitIntoASmallHeap(SyntheticKeys keys) throws Exception {
        Process process = ChildProcess.start(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeCleanup.class.getName(),
                        keys.name())
                .redirectErrorStream(true));
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(output.strip()).isEqualTo("COMPLETED stored 1000100 deleted 100 from 1000001 to 1000100");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
