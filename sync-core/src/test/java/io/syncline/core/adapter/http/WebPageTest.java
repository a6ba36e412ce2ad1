package io.syncline.core.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebPageTest {

    @Test
    void titleShouldBeReadAsOneDecodedLine() {
        assertThat(WebPage.titleOf(
                        "\uFEFF\n<!DOCTYPE html><html><head><title lang='en'>Sign in\n &amp; go</title></head>"))
                .contains("Sign in & go");
    }

    @Test
    void titleShouldBeTheVisibleTextWhenAPageHasNone() {
        assertThat(WebPage.titleOf("<html><head><style>p{}</style></head><body><h1>502</h1> Bad&nbsp;Gateway</body>"))
                .contains("502 Bad Gateway");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bad gateway",
                "{\"title\": \"<html>\"}",
                "<?xml version='1.0'?><methodResponse><params><param/></params></methodResponse>",
                "<Error><Code>AccessDenied</Code></Error>"
            })
    void titleShouldBeAbsentWhenABodyIsNoPage(String body) {
        assertThat(WebPage.titleOf(body)).isEmpty();
    }
}
