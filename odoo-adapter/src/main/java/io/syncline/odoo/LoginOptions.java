package io.syncline.odoo;

import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;

/** The options of a configuration that become {@link LoginSettings}. */
final class LoginOptions {

    private LoginOptions() {}

    /** The beginning of all options of the source. */
    static OptionSet<OdooRecordSourceBuilder> options() {
        return OptionSet.of(OdooRecordSource::builder)
                .with(
                        Option.text(
                                        "url",
                                        "address of the Odoo server, such as `https://erp.example.com`, without a path; redirects are not followed")
                                .required()
                                .example("${ODOO_URL:http://localhost:8069}"),
                        OdooRecordSourceBuilder::url)
                .with(
                        Option.text("database", "name of the Odoo database")
                                .required()
                                .example("${ODOO_DATABASE:odoo}"),
                        OdooRecordSourceBuilder::database)
                .with(
                        Option.text(
                                        "username",
                                        "login of the Odoo user; the records and fields that this user may read are synced")
                                .common()
                                .defaultText("none; needed unless `transport` is `json-2`")
                                .example("${ODOO_USERNAME:admin}"),
                        OdooRecordSourceBuilder::username)
                .with(
                        Option.secret("api-key", "key made in Odoo under Preferences, Account Security")
                                .common()
                                .defaultText("none; needed unless there is a `password`")
                                .example("${ODOO_API_KEY}"),
                        OdooRecordSourceBuilder::apiKey)
                .with(
                        Option.secret("password", "password of the user; not with `transport: json-2`")
                                .defaultText("none; needed unless there is an `api-key`")
                                .example("${ODOO_PASSWORD}"),
                        OdooRecordSourceBuilder::password);
    }
}
