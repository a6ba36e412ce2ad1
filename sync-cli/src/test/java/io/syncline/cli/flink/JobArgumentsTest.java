package io.syncline.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.syncline.api.ModelName;
import io.syncline.cli.config.ConfigText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobArgumentsTest {

    @Test
    void argumentsShouldBeReadAsTheyWereWritten() {
        ConfigText config = new ConfigText("syncline.yaml", "/etc", "source: {type: \"odoo\"} # \u00fc\n");
        JobArguments written = new JobArguments(ModelName.of("res.partner"));
        written.config(config);
        written.recordsPerRange(12);
        written.flag("full", true);
        written.flag("no-archived", false);

        JobArguments read = new JobArguments(written.words());

        assertThat(read.model()).isEqualTo(ModelName.of("res.partner"));
        assertThat(read.config()).contains(config);
        assertThat(read.number("records-per-range")).hasValue(12);
        assertThat(read.isSet("full")).isTrue();
        assertThat(read.isSet("no-archived")).isFalse();
        assertThat(read.value("cluster-config")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | must be the model",
                "--full | must be the model",
                "res.partner --ful | Unknown argument '--ful'",
                "res.partner crm.lead | Unknown argument 'crm.lead'",
                "res.partner --config | --config needs a value",
            })
    void argumentsThatSayNothingShouldBeRefused(String words, String message) {
        List<String> given = words.isEmpty() ? List.of() : List.of(words.split(" "));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JobArguments(given))
                .withMessageContaining(message);
    }

    @Test
    void numberThatIsNoneShouldBeNamed() {
        JobArguments arguments = new JobArguments(List.of("res.partner", "--records-per-range", "many"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> arguments.number("records-per-range"))
                .withMessage("--records-per-range must be a number, not many");
    }
}
