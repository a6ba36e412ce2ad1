package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.OptionValues;
import io.syncline.odoo.OdooRecordSource.Transport;
import java.util.List;

/** Declares the source of type {@code odoo} to configuration files. */
public final class OdooAdapter implements AdapterProvider {

    /** Java withholds a login from the proxies of https addresses unless this is empty when it first connects. */
    private static final String WITHHELD_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private static final Option<String> PROXY_HOST =
            Option.text("host", "host of the proxy").required().example("proxy.example.com");
    private static final Option<Integer> PROXY_PORT =
            Option.number("port", "port of the proxy").required().example("3128");
    private static final Option<String> PROXY_USERNAME = Option.text(
                    "username", "login that the proxy asks for (`Basic`), sent unencrypted; Odoo does not get it")
            .defaultText("none is sent")
            .example("sync");
    private static final Option<String> PROXY_PASSWORD = Option.secret("password", "password of the proxy's user")
            .defaultText("none is sent")
            .example("${PROXY_PASSWORD}");

    /** For the service loader. */
    public OdooAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        return List.of(Adapter.builder(AdapterKind.SOURCE, "odoo", network(reading(login())))
                .description("An Odoo database, read over Odoo's own web API")
                .exampleModel("res.partner", """
                        fields: [name, function, city, country_id, category_id, comment]
                        payload: [is_company, country_id]   # stored with each point, to filter by
                        """)
                .exampleModel("product.template", """
                        template: |
                          {name}
                          Category: {categ_id}
                          {description_sale}
                        """)
                .opens(OdooRecordSourceBuilder::build));
    }

    private static OptionSet<OdooRecordSourceBuilder> login() {
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
                                .defaultText("required, except with `transport: json-2`")
                                .example("${ODOO_USERNAME:admin}"),
                        OdooRecordSourceBuilder::username)
                .with(
                        Option.secret("api-key", "key made in Odoo under Preferences, Account Security")
                                .common()
                                .defaultText("this or `password`")
                                .example("${ODOO_API_KEY}"),
                        OdooRecordSourceBuilder::apiKey)
                .with(
                        Option.secret("password", "password of the user; not with `transport: json-2`")
                                .defaultText("this or `api-key`")
                                .example("${ODOO_PASSWORD}"),
                        OdooRecordSourceBuilder::password);
    }

    private static OptionSet<OdooRecordSourceBuilder> reading(OptionSet<OdooRecordSourceBuilder> options) {
        return options.with(
                        Option.text(
                                        "language",
                                        "installed language such as `de_DE`, for labels and translated values; a change re-embeds everything")
                                .defaultText("Odoo's untranslated texts")
                                .example("de_DE"),
                        OdooRecordSourceBuilder::language)
                .with(
                        Option.ids(
                                        "companies",
                                        "ids of companies, such as `[1, 3]`: only their records; the first decides values that differ between companies")
                                .defaultText("all companies of the user")
                                .example("[1]"),
                        OdooRecordSourceBuilder::companies)
                .with(
                        Option.rowsByModel(
                                        "filter",
                                        "by model, conditions that its records have to meet; see below",
                                        "a list of conditions, such as [[customer_rank, '>', 0]]",
                                        "a condition of field, operator and value, such as [customer_rank, '>', 0]; all conditions of a model have to be met")
                                .defaultText("all records")
                                .example("{res.partner: [[customer_rank, '>', 0], [country_id.code, in, [DE, AT]]]}"),
                        (builder, rows) -> rows.forEach((model, row) -> filter(builder, model, row)))
                .with(
                        Option.textsByModel(
                                        "watch",
                                        "by model, further links whose records' changes count as changes, such as `[order_line.product_id]`",
                                        "a list of links, such as [order_line.product_id]")
                                .example("{sale.order: [order_line.product_id]}"),
                        (builder, paths) -> paths.forEach(builder::watch))
                .with(
                        Option.flag(
                                        "watch-related",
                                        "whether changes of linked records count as changes if their names are shown")
                                .defaultValue("true"),
                        OdooRecordSourceBuilder::watchRelated);
    }

    private static void filter(OdooRecordSourceBuilder builder, ModelName model, List<Object> row) {
        if (row.size() != 3) {
            throw new IllegalArgumentException(
                    "a condition has a field, an operator and a value, such as [customer_rank, '>', 0]");
        }
        builder.filter(model, row.get(0).toString(), row.get(1).toString(), row.get(2));
    }

    private static OptionSet<OdooRecordSourceBuilder> network(OptionSet<OdooRecordSourceBuilder> options) {
        return options.with(
                        Option.choice(
                                        "transport",
                                        "the interface of Odoo; see [Protocols](odoo.md#protocols)",
                                        Transport.class)
                                .defaultValue("auto"),
                        OdooRecordSourceBuilder::transport)
                .with(
                        Option.path("ca-file", "certificates in PEM form that are trusted instead")
                                .defaultText("those that the JVM trusts")
                                .example("company-ca.pem"),
                        OdooRecordSourceBuilder::caFile)
                .with(
                        Option.section(
                                        "proxy",
                                        "a section with the keys below",
                                        OptionSet.of(PROXY_HOST, PROXY_PORT, PROXY_USERNAME, PROXY_PASSWORD))
                                .defaultText("that of the JVM"),
                        OdooAdapter::proxy)
                .with(
                        Option.duration("connect-timeout", "limit for opening a connection")
                                .defaultValue("10s"),
                        OdooRecordSourceBuilder::connectTimeout)
                .with(
                        Option.duration("deadline", "limit for one call").defaultValue("120s"),
                        OdooRecordSourceBuilder::deadline)
                .with(
                        Option.bytes("max-answer-size", "the most bytes of one answer, before and after it is unpacked")
                                .range("at least 1KiB")
                                .defaultValue("64MiB"),
                        (builder, size) -> builder.maxAnswerBytes(size, size))
                .with(
                        Option.number("page-size", "the most records in one call")
                                .range("1 to 10000")
                                .defaultValue("1000"),
                        OdooRecordSourceBuilder::pageSize);
    }

    private static void proxy(OdooRecordSourceBuilder builder, OptionValues proxy) {
        if (proxy.find(PROXY_USERNAME).isEmpty() && proxy.find(PROXY_PASSWORD).isEmpty()) {
            builder.proxy(proxy.get(PROXY_HOST), proxy.get(PROXY_PORT));
            return;
        }
        if (System.getProperty(WITHHELD_SCHEMES) == null) {
            System.setProperty(WITHHELD_SCHEMES, "");
        }
        builder.proxy(
                proxy.get(PROXY_HOST), proxy.get(PROXY_PORT), proxy.get(PROXY_USERNAME), proxy.get(PROXY_PASSWORD));
    }
}
