package io.syncline.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.failure.RejectedException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    @Test
    void unexpectedExceptionShouldKeepTheFirstLineOfItsMessage() {
        Throwable thrown = new CompletionException(new NumberFormatException("For input string: \"x\"\nmore"));

        assertThat(Failures.of(thrown, "Reading records of row"))
                .hasMessage("Reading records of row failed with an internal error: "
                        + "java.lang.NumberFormatException: For input string: \"x\"")
                .hasCause(thrown.getCause());
    }

    @Test
    void unexpectedExceptionWithoutAMessageShouldBeNamed() {
        assertThat(Failures.of(new NullPointerException(), "Reading"))
                .hasMessage("Reading failed with an internal error: java.lang.NullPointerException");
    }

    @Test
    void overflowOfTheStackShouldBeTheFaultOfTheData() {
        assertThat(Failures.of(new CompletionException(new StackOverflowError()), "Storing 3 records"))
                .isInstanceOf(RejectedException.class)
                .hasMessageStartingWith("Storing 3 records failed: the data is nested too deeply");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refused by https://bot:s3cret@example.com/x",
                "Authorization: Bearer s3cret was refused",
                "{\"api_key\": \"s3cret\"}",
                "login failed with password=s3cret",
                "invalid header value: \"s3cret\""
            })
    void credentialsInTheMessageOfAnUnexpectedExceptionShouldBeHidden(String message) {
        assertThat(Failures.of(new IllegalStateException(message), "Reading").getMessage())
                .contains("***")
                .doesNotContain("s3cret");
    }
}
