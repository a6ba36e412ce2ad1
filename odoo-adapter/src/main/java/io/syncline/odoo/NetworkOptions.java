package io.syncline.odoo;

import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.OptionValues;
import io.syncline.odoo.OdooRecordSource.Transport;

/** The options of a configuration that become {@link NetworkSettings}, and the transport. */
final class NetworkOptions {

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

    private NetworkOptions() {}

    static OptionSet<OdooRecordSourceBuilder> addTo(OptionSet<OdooRecordSourceBuilder> options) {
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
                                        "the proxy between this host and Odoo",
                                        OptionSet.of(PROXY_HOST, PROXY_PORT, PROXY_USERNAME, PROXY_PASSWORD))
                                .defaultText("that of the JVM"),
                        NetworkOptions::proxy)
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
        // Otherwise Java would withhold the login from the proxies of https addresses.
        if (System.getProperty(WebProxy.DISABLED_SCHEMES) == null) {
            System.setProperty(WebProxy.DISABLED_SCHEMES, "");
        }
        builder.proxy(
                proxy.get(PROXY_HOST), proxy.get(PROXY_PORT), proxy.get(PROXY_USERNAME), proxy.get(PROXY_PASSWORD));
    }
}
