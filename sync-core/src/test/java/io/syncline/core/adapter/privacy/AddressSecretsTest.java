package io.syncline.core.adapter.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://bob:secret@localhost/shop",
                "jdbc:postgresql://bob:se/cret@localhost/shop",
                "jdbc:postgresql://localhost/shop?user=bob",
                "jdbc:postgresql://localhost/shop?ssl=true&sslpassword=x",
                "jdbc:mysql://address=(host=h)(user=bob)(password=x)/shop",
                "jdbc:mysql://localhost/shop?trustCertificateKeyStorePassword=x",
                "jdbc:sqlserver://localhost;databaseName=shop;accessToken=x",
                "jdbc:sqlserver://localhost; PWD = x",
                "jdbc:oracle:thin:bob/secret@//localhost/shop"
            })
    void loginShouldBeFound(String url) {
        assertThat(AddressSecrets.isIn(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/shop?ssl=true&currentSchema=a,b",
                "jdbc:mysql://localhost/shop?useUnicode=true&passwordCharacterEncoding=UTF-8",
                "jdbc:sqlserver://localhost;databaseName=shop",
                "jdbc:oracle:thin:@//localhost:1521/shop",
                "jdbc:sqlite:/home/bob@example.com/shop.db"
            })
    void otherAddressShouldPass(String url) {
        assertThat(AddressSecrets.isIn(url)).isFalse();
    }
}
