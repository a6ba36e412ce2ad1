package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failed records are listed as long as their cause remains, and retried immediately on request. */
class FailuresCommandTest {

    private static final String PARTNERS = TestOdoo.PARTNERS;

    @TempDir
    private Path directory;

    private final TestOdoo odoo = new TestOdoo(12);
    private final TestEmbedders embedders = new TestEmbedders();
    private final AtomicBoolean broken = new AtomicBoolean(true);
    private CliHarness cli;

    @BeforeEach
    void configure() throws IOException {
        odoo.database()
                .addFields(
                        PARTNERS,
                        OdooField.computed(
                                "code",
                                OdooFieldType.INTEGER,
                                record -> broken.get() && record.id() % 6 == 0 ? BigInteger.TEN.pow(26) : record.id()));
        cli = new CliHarness(directory)
                .file(
                        "syncline.yaml",
                        odoo.config("models: {res.partner: {fields: [name, code]}}\nengine: {overlap: 0s}\n"
                                + embedders.section("m", 8)));
    }

    @AfterEach
    void close() {
        embedders.close();
        odoo.close();
    }

    private Result run(int status, String... command) {
        Result result = cli.run(command);
        assertThat(result.status()).as(result.all()).isEqualTo(status);
        return result;
    }

    private void assertFailing(int records) {
        assertThat(run(ExitCode.SUCCESS, "status", "--json").out()).contains("\"records_failed\":" + records);
        assertThat(run(ExitCode.SUCCESS, "failures", PARTNERS).out())
                .contains(
                        records == 0
                                ? "No failed records of res.partner."
                                : "res.partner 6: field code has the number");
    }

    @Test
    void postponedRecordsShouldBeRetriedWhenThatIsAskedFor() {
        for (int attempt = 0; attempt < 3; attempt++) {
            run(ExitCode.SOME_RECORDS_FAILED, "sync", PARTNERS);
        }
        assertFailing(2);
        broken.set(false);

        run(ExitCode.SUCCESS, "sync", PARTNERS);
        assertFailing(2);
        run(ExitCode.SUCCESS, "sync", PARTNERS, "--retry-failed");
        assertFailing(0);
        assertThat(run(ExitCode.SUCCESS, "verify", PARTNERS, "--json").out()).contains("\"records_stored\":12");
    }

    @Test
    void failureShouldEndWithItsRecord() {
        run(ExitCode.SOME_RECORDS_FAILED, "sync", PARTNERS);
        odoo.database().unlink(PARTNERS, 6L, 12L);

        run(ExitCode.SUCCESS, "cleanup", PARTNERS);

        assertFailing(0);
    }

    @Test
    void repairShouldEndAFailure() {
        for (int attempt = 0; attempt < 3; attempt++) {
            run(ExitCode.SOME_RECORDS_FAILED, "sync", PARTNERS);
        }
        broken.set(false);

        run(ExitCode.SUCCESS, "verify", PARTNERS, "--repair");

        assertFailing(0);
    }
}
