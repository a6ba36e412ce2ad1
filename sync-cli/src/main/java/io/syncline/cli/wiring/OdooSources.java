package io.syncline.cli.wiring;

import io.syncline.cli.config.SourceConfig;
import io.syncline.core.port.RecordSource;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.odoo.OdooRecordSourceBuilder;

final class OdooSources {

    /** What Java keeps from the proxies of https addresses; read once, by the first client in the process. */
    private static final String WITHHELD_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    private OdooSources() {}

    static RecordSource open(SourceConfig.Odoo config) {
        OdooRecordSourceBuilder builder =
                OdooRecordSource.builder().url(config.url()).database(config.database());
        logIn(builder, config.login());
        read(builder, config.reading());
        connect(builder, config.network());
        return builder.build();
    }

    private static void logIn(OdooRecordSourceBuilder builder, SourceConfig.Login login) {
        login.username().ifPresent(builder::username);
        String secret = login.credential().reveal();
        if (login.apiKey()) {
            builder.apiKey(secret);
        } else {
            builder.password(secret);
        }
    }

    private static void read(OdooRecordSourceBuilder builder, SourceConfig.Reading reading) {
        reading.language().ifPresent(builder::language);
        if (!reading.companies().isEmpty()) {
            builder.companies(reading.companies());
        }
        reading.filters()
                .forEach((model, conditions) -> conditions.forEach(
                        condition -> builder.filter(model, condition.path(), condition.operator(), condition.value())));
        reading.watched().forEach((model, paths) -> paths.forEach(path -> builder.watch(model, path)));
        builder.watchRelated(reading.watchRelated());
    }

    private static void connect(OdooRecordSourceBuilder builder, SourceConfig.Network network) {
        builder.transport(
                switch (network.transport()) {
                    case AUTO -> OdooRecordSource.Transport.AUTO;
                    case XML_RPC -> OdooRecordSource.Transport.XML_RPC;
                    case JSON_2 -> OdooRecordSource.Transport.JSON_2;
                });
        network.caFile().ifPresent(builder::caFile);
        network.proxy().ifPresent(proxy -> connect(builder, proxy));
        SourceConfig.Limits limits = network.limits();
        limits.connectTimeout().ifPresent(builder::connectTimeout);
        limits.deadline().ifPresent(builder::deadline);
        limits.answerSize().ifPresent(size -> builder.maxAnswerBytes(size, size));
        limits.pageSize().ifPresent(builder::pageSize);
    }

    private static void connect(OdooRecordSourceBuilder builder, SourceConfig.Proxy proxy) {
        if (proxy.login().isEmpty()) {
            builder.proxy(proxy.host(), proxy.port());
            return;
        }
        if (System.getProperty(WITHHELD_SCHEMES) == null) {
            System.setProperty(WITHHELD_SCHEMES, "");
        }
        SourceConfig.ProxyLogin login = proxy.login().get();
        builder.proxy(
                proxy.host(), proxy.port(), login.username(), login.password().reveal());
    }
}
