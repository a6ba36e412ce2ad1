package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RestrictedField;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A source's name, its clock and the descriptions of its models. */
public interface SourceDescriptionContract extends Contract<RecordSourceFixture> {

    @Test
    default void nameShouldBeShortAndStayTheSame() {
        RecordSource source = fixture().source();
        assertThat(source.name()).isNotBlank().hasSizeLessThanOrEqualTo(200).isEqualTo(source.name());
    }

    @Test
    default void nowShouldNotBeAheadOfTheClockThatStampsChanges() {
        Instant before = fixture().source().now();
        fixture().nextSecond();
        RecordId created = fixture().create("Stamped");
        assertThat(fixture().source().now()).as("now, later").isAfter(before);
        if (can(Capability.CHANGE_TIME)) {
            assertThat(Instant.ofEpochMilli(new SourceListings(fixture()).version(created)))
                    .as("change time of what was created after now() was asked")
                    .isAfterOrEqualTo(before.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    @Test
    default void describeShouldListTheFieldsOfTheModel() {
        ModelDescription description = fixture().source().describe(fixture().model());
        List<String> names =
                description.fields().stream().map(FieldDescription::name).toList();
        assertThat(description.model()).isEqualTo(fixture().model());
        assertThat(names).as("each name once").doesNotHaveDuplicates();
        assertThat(description.field(fixture().field()).map(FieldDescription::type))
                .contains(FieldType.TEXT);
        assertThat(names).as("default fields").containsAll(description.defaultFields());
        assertThat(description.defaultFields())
                .as("default fields")
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(description.restrictedFields())
                .as("restricted fields are not among those that can be read")
                .extracting(RestrictedField::name)
                .noneMatch(names::contains);
    }

    @Test
    default void describeShouldReportWhetherRecordsHaveAChangeTime() {
        assertThat(fixture().source().describe(fixture().model()).hasChangeTime())
                .isEqualTo(can(Capability.CHANGE_TIME));
    }

    @Test
    default void countShouldNotBeNegative() {
        new SourceListings(fixture()).create(3);
        assertThat(fixture().source().count(new SourceListings(fixture()).all()))
                .isNotNegative();
    }

    @Test
    default void everyQuestionShouldBeRefusedWhenTheModelIsUnknown() {
        RecordSource source = fixture().source();
        ModelName unknown = fixture().unknownModel();
        RecordScope scope = RecordScope.builder().model(unknown).build();
        List<RecordId> ids = List.of(RecordId.of(1));
        assertThatThrownBy(() -> source.describe(unknown))
                .as("describe")
                .isInstanceOf(SetupException.class)
                .hasMessageContaining(unknown.value());
        assertThatThrownBy(() -> source.count(scope)).as("count").isInstanceOf(SetupException.class);
        assertThatThrownBy(() -> source.page(scope, IdRange.ALL, 10)).as("page").isInstanceOf(SetupException.class);
        assertThatThrownBy(() -> source.ids(scope, IdRange.ALL, 10)).as("ids").isInstanceOf(SetupException.class);
        assertThatThrownBy(() -> source.read(scope, ids)).as("read").isInstanceOf(SetupException.class);
        assertThatThrownBy(() -> source.existing(scope, ids)).as("existing").isInstanceOf(SetupException.class);
    }
}
