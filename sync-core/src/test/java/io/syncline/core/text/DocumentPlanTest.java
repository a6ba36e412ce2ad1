package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.ModelDescription;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentPlanTest {

    private static ModelDescription.Builder model() {
        return ModelDescription.builder()
                .model(ModelName.of("res.partner"))
                .addFields(
                        new FieldDescription("name", "Name", FieldType.TEXT),
                        new FieldDescription("comment", "Notes", FieldType.HTML),
                        new FieldDescription("image", "Image", FieldType.BINARY))
                .addDefaultFields("name");
    }

    private static DocumentPlan plan(List<String> fields, Optional<String> template, List<String> payload) {
        return DocumentPlan.of(model().build(), fields, template, payload);
    }

    @Test
    void sourceShouldChooseTheFieldsIfNoneAreNamed() {
        assertThat(plan(List.of(), Optional.empty(), List.of()).fields()).containsExactly("name");
    }

    @Test
    void templateShouldNameTheFields() {
        assertThat(plan(List.of(), Optional.of("{comment}"), List.of("name")).fields())
                .containsExactly("comment", "name");
    }

    /** As for the columns of a database. */
    @Test
    void nameThatDiffersOnlyInCaseFromOneFieldShouldMeanIt() {
        assertThat(plan(List.of("Name", "name"), Optional.empty(), List.of("COMMENT"))
                        .fields())
                .containsExactly("name", "comment");
        DocumentPlan template = plan(List.of(), Optional.of("{Name}: {\"Comment\"}"), List.of());
        assertThat(template.fields()).containsExactly("name", "comment");
        assertThat(template.template()).contains("{name}: {\"comment\"}");
        ModelDescription both = model().addFields(new FieldDescription("NAME", "Name", FieldType.TEXT))
                .build();
        assertThatThrownBy(() -> DocumentPlan.of(both, List.of("Name"), Optional.empty(), List.of()))
                .as("it could be either")
                .isInstanceOf(SetupException.class);
    }

    @Test
    void unknownOrBinaryFieldShouldBeRefused() {
        assertThatThrownBy(() -> plan(List.of("nmae"), Optional.empty(), List.of()))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("nmae")
                .hasMessageContaining("name");
        assertThatThrownBy(() -> plan(List.of("image"), Optional.empty(), List.of()))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("image");
    }

    @Test
    void reservedNameShouldBeRefusedInThePayload() {
        assertThatThrownBy(() -> plan(List.of(), Optional.empty(), List.of("epoch")))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("epoch");
    }

    @Test
    void fingerprintShouldChangeWithAnythingThatChangesTheText() {
        String fingerprint = plan(List.of("name"), Optional.empty(), List.of()).fingerprint();

        assertThat(plan(List.of("name"), Optional.empty(), List.of()).fingerprint())
                .isEqualTo(fingerprint);
        assertThat(List.of(
                        plan(List.of("name", "comment"), Optional.empty(), List.of())
                                .fingerprint(),
                        plan(List.of(), Optional.of("{name}"), List.of()).fingerprint(),
                        plan(List.of("name"), Optional.empty(), List.of("name")).fingerprint(),
                        DocumentPlan.of(
                                        model().rendering("fr_FR").build(),
                                        List.of("name"),
                                        Optional.empty(),
                                        List.of())
                                .fingerprint()))
                .doesNotContain(fingerprint)
                .doesNotHaveDuplicates();
    }
}
