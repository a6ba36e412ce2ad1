package io.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "res.partner", "x_custom.model-2", "Upper.Case"})
    void technicalNameShouldBeAccepted(String name) {
        assertThat(ModelName.of(name)).hasToString(name);
        assertThat(ModelName.parse(name)).isEqualTo(ModelName.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1model", ".res", "_res", "res partner", "res/partner", "modèle", "res.partner\n"})
    void otherTextShouldBeRefusedWithTheTextAndAnExample(String text) {
        assertThatThrownBy(() -> ModelName.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("res.partner");
    }

    @Test
    void nameShouldHaveAtMost128Characters() {
        assertThat(ModelName.of("m".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> ModelName.of("m".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "transfer_res.partner_1984, res.partner",
        "'  transfer_res.partner_1984 ', res.partner",
        "' res.partner ', res.partner",
        "transfer_x_1984_1984, x_1984",
        "transfer_transfer_x_1984, transfer_x",
        "transfer_order, transfer_order",
        "order_1984, order_1984",
        "transfer__1984, transfer__1984",
    })
    void transferCommandShouldNameItsModel(String text, String model) {
        assertThat(ModelName.parse(text)).hasToString(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfer_res partner_1984", "transfer_1_1984"})
    void transferCommandShouldBeRefusedWhenItNamesNoModel(String text) {
        assertThatThrownBy(() -> ModelName.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesShouldBeOrderedByTheirText() {
        assertThat(ModelName.of("crm.lead")).isLessThan(ModelName.of("res.partner"));
    }

    @Test
    void transferCommandShouldBeToldFromOtherNames() {
        assertThat(ModelName.isTransfer("transfer_res.partner_1984")).isTrue();
        assertThat(ModelName.isTransfer("transfer_res partner_1984")).isFalse();
        assertThat(ModelName.isTransfer("transfer__1984")).isFalse();
        assertThat(ModelName.isTransfer("res.partner")).isFalse();
    }
}
