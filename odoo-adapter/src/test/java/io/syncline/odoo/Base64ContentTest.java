package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64ContentTest {

    @Test
    void bytesShouldBeThoseThatWereEncoded() throws IOException {
        byte[] bytes = "Größe über Maß ".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        Base64Content content = new Base64Content(Base64.getMimeEncoder().encodeToString(bytes));

        try (InputStream in = content.open()) {
            assertThat(in.read()).isEqualTo('G');
            assertThat(in.readAllBytes()).hasSize(bytes.length - 1);
        }
        try (InputStream in = content.open()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(content.isMalformed()).isFalse();
    }

    /** A failure of reading might pass, and would be retried until the run gives up. */
    @ParameterizedTest
    @ValueSource(strings = {"QUJDA", "QUJD=A=="})
    void bytesShouldEndWhereSomethingIsNotBase64(String malformed) throws IOException {
        Base64Content content = new Base64Content(malformed);

        try (InputStream in = content.open()) {
            assertThat(in.readAllBytes()).hasSizeLessThan(malformed.length());
        }
        assertThat(content.isMalformed()).isTrue();
    }
}
