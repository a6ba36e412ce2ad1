package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.odoo.testserver.OdooUser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches under the rights of a person whom the configuration names. */
class SearchRightsCommandTest {

    private static final String ASKERS = "askers: {anna: {username: anna, password: hers}}\n";

    @TempDir
    private Path directory;

    @Test
    void searchShouldFindWhatThePersonMayRead() throws Exception {
        try (TestOdoo odoo = new TestOdoo(6)) {
            odoo.database().addUser(OdooUser.limited("anna", "hers", "base.group_user"));
            odoo.database()
                    .define(odoo.database().model(TestOdoo.PARTNERS).toBuilder()
                            .rule((record, access) -> access.administrator() || record.id() % 2 == 0)
                            .build());
            CliHarness cli = new CliHarness(directory).file("syncline.yaml", odoo.config(ASKERS));
            assertThat(cli.run("sync", TestOdoo.PARTNERS).status()).isZero();

            String all = cli.run("search", "partner", "--json").out();
            String hers = cli.run("search", "partner", "--as", "anna", "--json").out();

            assertThat(all).contains("Partner 1\\n", "Partner 2\\n");
            assertThat(hers).contains("Partner 2\\n", "Partner 4\\n").doesNotContain("Partner 1\\n", "Partner 3\\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{username: anna}", "{}", "{request-timeout: 5s}"})
    void personWithoutCredentialsOfHerOwnShouldBeRefused(String anna) throws Exception {
        CliHarness.Result result = new CliHarness(directory)
                .file(
                        "syncline.yaml",
                        TestOdoo.config("http://127.0.0.1:1", "x", "api-key: k") + "askers: {anna: " + anna + "}\n")
                .run("search", "partner", "--as", "anna");

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("'askers.anna' has no credentials of its own", "api-key");
    }

    @Test
    void personWhomTheConfigurationDoesNotNameShouldBeRefused() throws Exception {
        CliHarness.Result result = new CliHarness(directory)
                .file("syncline.yaml", TestOdoo.config("http://127.0.0.1:1", "x", "password: p") + ASKERS)
                .run("search", "partner", "--as", "ben");

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("'askers' has no 'ben'; it has [anna]");
    }

    /** Odoo refuses every call for companies that a user does not belong to. */
    @Test
    void companiesOfTheSourceShouldNotBeTakenForThoseOfAPerson() throws Exception {
        try (TestOdoo odoo = new TestOdoo(2)) {
            odoo.database().create("res.company", Map.of("id", 2L, "name", "Second"));
            odoo.database()
                    .addUser(OdooUser.limited("anna", "hers", "base.group_user").companies(2L));
            CliHarness cli = new CliHarness(directory).file("syncline.yaml", odoo.config(ASKERS));
            assertThat(cli.run("sync", TestOdoo.PARTNERS).status()).isZero();
            cli.file("syncline.yaml", odoo.config(ASKERS).replaceFirst("source:\n", "source:\n  companies: [1, 2]\n"));

            CliHarness.Result hers = cli.run("search", "partner", "--as", "anna", "--json");

            assertThat(hers.status()).as(hers.all()).isZero();
            assertThat(hers.out()).contains("Partner 2\\n");
        }
    }

    @Test
    void optionsOfAPersonShouldBeCheckedWithTheFile() throws Exception {
        CliHarness.Result result = new CliHarness(directory)
                .file(
                        "syncline.yaml",
                        TestOdoo.config("http://127.0.0.1:1", "x", "password: p")
                                + "askers: {anna: {username: anna, pasword: \"${NOT_SET}\", api-key: k}}\n")
                .run("status");

        assertThat(result.status()).as(result.all()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("pasword", "did you mean");
    }

    @Test
    void secretsOfPeopleWhoAreNotNamedShouldNotBeNeeded() throws Exception {
        CliHarness.Result result = new CliHarness(directory)
                .file(
                        "syncline.yaml",
                        TestOdoo.config("http://127.0.0.1:1", "x", "password: p")
                                + "askers: {anna: {username: anna, api-key: \"${NOT_SET}\"}}\n")
                .run("status");

        assertThat(result.err()).contains("There is no index").doesNotContain("NOT_SET", "askers");
    }
}
