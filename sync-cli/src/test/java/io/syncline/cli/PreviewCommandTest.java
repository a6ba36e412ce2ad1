package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person has written wrongly is named. */
class PreviewCommandTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(5);
    private CliHarness cli;

    @BeforeEach
    void configure() throws IOException {
        cli = new CliHarness(directory).file("syncline.yaml", odoo.config(""));
    }

    @AfterEach
    void close() {
        odoo.close();
    }

    @Test
    void recordThatDoesNotExistShouldBeNamed() {
        Result none = cli.run("preview", PARTNERS, "999999");
        Result some = cli.run("preview", PARTNERS, "2", "999999", "--json");

        assertThat(none.status()).as(none.all()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).containsOnlyOnce("999999").contains("res.partner 999999: no such record in the source");
        assertThat(some.status()).as(some.all()).isEqualTo(ExitCode.USAGE);
        assertThat(some.out()).contains("\"success\":false", "\"record_id\":2,", "res.partner 999999: no such record");
        assertThat(cli.run("preview", PARTNERS, "2").status()).isZero();
    }

    @Test
    void modelWithATypingErrorShouldBeCorrected() {
        Result result = cli.run("preview", "res.partnr");

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("res.partnr", "Did you mean 'res.partner'?");
    }

    @Test
    void malformedRecipeShouldBeNamedWithItsFileAndLine() throws IOException {
        cli.file("own.json", "{\n  \"model\": \"res.partner\",\n  \"text\": [name]\n}");
        cli.file("syncline.yaml", odoo.config("models: {res.partner: {recipe: own.json}}\n"));

        Result result = cli.run("preview", PARTNERS);

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("own.json", "(line 3, column 12)").doesNotContain("REDACTED");
    }
}
