package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateColumnsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password_hash",
                "PasswordHash",
                "api_key",
                "apiKey2",
                "license_key",
                "salt",
                "session",
                "oauth_token",
                "webhook_url",
                "passwort",
                "mot_de_passe",
                "privkey",
                "ssh_privkey",
                "PrivKey2",
                "accesskey"
            })
    void columnOfSecretsShouldBeRecognised(String name) {
        assertThat(PrivateColumns.reason(name)).contains("secrets");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iban",
                "date_of_birth",
                "dob",
                "geburtsdatum",
                "salary",
                "passport_no",
                "ip_address",
                "gender",
                "cc_num",
                "ccnum",
                "card_exp",
                "acct_no"
            })
    void columnOfPersonalDataShouldBeRecognised(String name) {
        assertThat(PrivateColumns.reason(name)).contains("personal data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email",
                "e_mail",
                "customer_email",
                "EmailAddress",
                "phone",
                "mobile_phone",
                "street2",
                "shipping_address",
                "zip",
                "address_line1",
                "work_phones",
                "customeremail",
                "email_from",
                "phonenumber",
                "headquarters_postalcode",
                "telefonnummer",
                "festnetztelefon",
                "plz",
                "courriel",
                "correo_electronico"
            })
    void columnOfContactDataShouldBeRecognised(String name) {
        assertThat(PrivateColumns.reason(name)).contains("contact data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "city",
                "country",
                "website",
                "mailing_count",
                "mobile_friendly",
                "email_count",
                "phone_model",
                "mac_address",
                "address_verified",
                "zip_file",
                "headphone",
                "mainstreet_count",
                "description",
                "keyboard",
                "passenger_count",
                "sort_key",
                "compass",
                "token_ring",
                "price",
                "turkey",
                "account_manager",
                "cc"
            })
    void otherColumnShouldBeShown(String name) {
        assertThat(PrivateColumns.reason(name)).isEmpty();
    }
}
