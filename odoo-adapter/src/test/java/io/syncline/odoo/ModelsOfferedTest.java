package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.core.port.ModelDirectory;
import io.syncline.core.port.record.OfferedModel;
import io.syncline.core.port.record.OfferedModels;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelsOfferedTest {

    static Stream<Arguments> servers() {
        return OdooDataLossTest.servers();
    }

    private static OfferedModels offered(OdooServerFixture fixture) {
        return ((ModelDirectory) fixture.source()).offeredModels();
    }

    private static OfferedModel model(OfferedModels offered, String name) {
        return offered.models().stream()
                .filter(model -> model.name().equals(ModelName.of(name)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void administratorShouldSeeEveryModelWithItsRecords(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            long partners = fixture.database().ids("res.partner").size();
            fixture.database()
                    .define(OdooModel.named("x_log")
                            .label("Old Log")
                            .fields(OdooField.chars("name").label("Name"))
                            .withoutLog()
                            .build());
            fixture.database().create("x_log", Map.of("name", "one"));

            OfferedModels offered = offered(fixture);

            assertThat(offered.complete()).isTrue();
            assertThat(offered.models()).extracting(OfferedModel::name).isSorted();
            assertThat(model(offered, "res.partner"))
                    .isEqualTo(new OfferedModel(
                            ModelName.of("res.partner"), "Contact", true, OptionalLong.of(partners), true));
            assertThat(model(offered, "x_log").records()).hasValue(1);
            assertThat(model(offered, "x_log").hasChangeTime()).isFalse();
        }
    }

    /** Odoo has no table for such a model, and the call breaks. */
    @ParameterizedTest
    @MethodSource("servers")
    void partOfOtherModelsShouldBeLeftOut(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            fixture.database()
                    .define(OdooModel.named("mail.thread")
                            .label("Email Thread")
                            .fields(OdooField.chars("name").label("Name"))
                            .withoutLog()
                            .build());
            fixture.server()
                    .intercept(call -> call.model().equals("mail.thread")
                                    && call.method().equals("search_count")
                            ? new OdooReply.Fault(
                                    1, "psycopg2.errors.UndefinedTable: relation \"mail_thread\" does not exist")
                            : OdooReply.proceed());

            assertThat(offered(fixture).models())
                    .extracting(model -> model.name().value())
                    .contains("res.partner")
                    .doesNotContain("mail.thread");
        }
    }

    /** Nobody has rights on such a model, not even an administrator. */
    @ParameterizedTest
    @MethodSource("servers")
    void partOfOtherModelsWithoutRightsShouldBeLeftOut(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            fixture.database()
                    .define(OdooModel.named("mail.thread")
                            .label("Email Thread")
                            .fields(OdooField.chars("name").label("Name"))
                            .withoutLog()
                            .build());
            fixture.database()
                    .define(OdooModel.named("x_secret")
                            .label("Secret")
                            .fields(OdooField.chars("name").label("Name"))
                            .build());

            fixture.server()
                    .intercept(call -> List.of("mail.thread", "x_secret").contains(call.model())
                                    && call.method().equals("search_count")
                            ? new OdooReply.Fault(4, "You are not allowed to access these records.")
                            : OdooReply.proceed());

            OfferedModels offered = offered(fixture);

            assertThat(offered.models())
                    .extracting(model -> model.name().value())
                    .doesNotContain("mail.thread");
            assertThat(model(offered, "x_secret").readable()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void otherUsersShouldSeeTheUsualModelsThatExist(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(
                version,
                transport,
                OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user"),
                UnaryOperator.identity())) {

            OfferedModels offered = offered(fixture);

            assertThat(offered.complete()).isFalse();
            assertThat(offered.models())
                    .extracting(model -> model.name().value())
                    .contains("res.partner")
                    .doesNotContain("helpdesk.ticket");
            assertThat(model(offered, "res.partner").readable()).isTrue();
        }
    }

    /** As one that is locked, or so large that its count lasts too long: the others are listed. */
    @ParameterizedTest
    @MethodSource("servers")
    void modelWhoseCountBreaksShouldBeListedWithoutItsRecords(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport)) {
            fixture.server()
                    .intercept(call -> call.model().equals("res.partner")
                                    && call.method().equals("search_count")
                            ? new OdooReply.Fault(
                                    1, "psycopg2.errors.QueryCanceled: canceling statement due to statement timeout")
                            : OdooReply.proceed());

            OfferedModels offered = offered(fixture);

            assertThat(model(offered, "res.partner").readable()).isTrue();
            assertThat(model(offered, "res.partner").records()).isEmpty();
            assertThat(model(offered, "res.users").records()).isPresent();
        }
    }
}
