package io.syncline.tika;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ZipQuineTest {

    @Test
    void archiveShouldContainItself() throws IOException {
        byte[] archive = ZipQuine.bytes();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            assertThat(zip.getNextEntry()).isNotNull();
            assertThat(zip.readAllBytes()).isEqualTo(archive);
            assertThat(zip.getNextEntry()).isNull();
        }
    }
}
