package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.LeftOutField;
import io.syncline.api.ModelName;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses and numbers of people are in texts that somebody has chosen, by a recipe or a configuration, and in no others. */
class ContactDataTest {

    private static final ModelName GUEST = ModelName.of("x_guest");

    private static OdooServerFixture fixture() {
        OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC);
        fixture.database()
                .define(OdooModel.named("x_guest")
                        .fields(
                                OdooField.chars("x_name"),
                                OdooField.chars("x_remark"),
                                OdooField.chars("x_email"),
                                OdooField.chars("x_studio_telefonnummer"),
                                OdooField.chars("x_city"))
                        .build());
        return fixture;
    }

    @Test
    void modelWithoutARecipeShouldNotShowThem() {
        try (OdooServerFixture fixture = fixture()) {
            ModelDescription description = fixture.source().describe(GUEST);

            assertThat(description.defaultFields())
                    .contains("x_name", "x_remark", "x_city")
                    .doesNotContain("x_email", "x_studio_telefonnummer");
            assertThat(description.leftOutFields())
                    .contains(
                            new LeftOutField("x_email", "contact data"),
                            new LeftOutField("x_studio_telefonnummer", "contact data"));
        }
    }

    @Test
    void namedOnesShouldBeReadWithoutAWarning() {
        try (OdooServerFixture fixture = fixture()) {
            ModelDescription description = fixture.partial().describe(GUEST, List.of("x_name", "x_email"));

            assertThat(description.warnings()).noneMatch(warning -> warning.contains("x_email"));
            assertThat(description.leftOutFields())
                    .extracting(LeftOutField::name)
                    .doesNotContain("x_email");
        }
    }
}
