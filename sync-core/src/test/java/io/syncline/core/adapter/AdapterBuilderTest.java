package io.syncline.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.core.port.MetadataStore;
import org.junit.jupiter.api.Test;

class AdapterBuilderTest {

    private final OptionSet<StringBuilder> options = OptionSet.of(StringBuilder::new);

    private final AdapterBuilder<MetadataStore, StringBuilder> builder =
            Adapter.builder(AdapterKind.STATE, "toy", options);

    @Test
    void exampleModelShouldRefuseARepeat() {
        builder.exampleModel("res.partner", "fields: [name]").exampleModel("res.users", "fields: [name]");

        assertThatThrownBy(() -> builder.exampleModel("res.partner", "fields: [city]"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'exampleModel' of res.partner was already set");
    }

    @Test
    void abilityShouldRefuseARepeat() {
        builder.ability(Runnable.class, text -> () -> {});

        assertThatThrownBy(() -> builder.ability(Runnable.class, text -> () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'ability' of interface java.lang.Runnable was already set");
    }

    @Test
    void modelOptionsShouldRefuseARepeat() {
        builder.modelOptions(options, (text, model, more) -> {});

        assertThatThrownBy(() -> builder.modelOptions(options, (text, model, more) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'modelOptions' was already set");
    }

    @Test
    void builderShouldRefuseNullByTheNameOfTheSetting() {
        assertThatThrownBy(() -> builder.exampleModel("res.partner", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("exampleModel");
        assertThatThrownBy(() -> builder.ability(null, text -> "opened"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("ability");
        assertThatThrownBy(() -> builder.modelOptions(options, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("modelOptions");
        assertThatThrownBy(() -> builder.opens(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("opens");
    }

    @Test
    void opensShouldRefuseAnAdapterWithoutDescription() {
        assertThatThrownBy(() -> builder.opens(text -> null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("An adapter needs: description");
    }

    @Test
    void adapterShouldHaveWhatWasDeclared() {
        Adapter<MetadataStore> adapter = builder.description("A toy")
                .exampleModel("res.partner", "fields: [name]")
                .opens(text -> null);

        assertThat(adapter.type()).isEqualTo("toy");
        assertThat(adapter.exampleModels()).containsOnlyKeys("res.partner");
    }
}
