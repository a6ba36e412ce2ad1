package io.syncline.odoo;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Limits;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.OptionValues;
import io.syncline.core.adapter.Setting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an {@link OdooRecordSourceBuilder} that say how to call the server: their options in a configuration,
 * their rules, and what the source gets of them. Not thread-safe.
 */
final class NetworkSettings {

    private static final Option<String> PROXY_HOST =
            Option.text("host", "host of the proxy").confidential().required().example("proxy.example.com");
    private static final Option<Integer> PROXY_PORT =
            Option.number("port", "port of the proxy").required().example("3128");
    private static final Option<String> PROXY_USERNAME = Option.text(
                    "username", "login that the proxy asks for (`Basic`), sent unencrypted; Odoo does not get it")
            .confidential()
            .defaultText("none is sent")
            .example("sync");
    private static final Option<String> PROXY_PASSWORD = Option.secret("password", "password of the proxy's user")
            .defaultText("none is sent")
            .example("${PROXY_PASSWORD}");

    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(2);
    private static final long MIN_BYTES = 1024;
    private static final long DEFAULT_BYTES = 64 * 1024 * 1024;

    /**
     * The checked settings.
     *
     * @param connectTimeout the time limit for opening a connection
     * @param deadline the time limit for a call, from the first byte of the request to the last byte of the response
     * @param maxWireBytes the maximum size of a response as sent
     * @param maxBytes the maximum size of a response after decompression
     * @param proxy the proxy, or null for that of the JVM
     * @param ssl the TLS settings, or null for those of the JVM
     * @param executor runs the tasks of the HTTP client, or null for a pool of its own
     * @param clock turns a date in a {@code Retry-After} header into a duration, and measures how long refusals last
     */
    record Network(
            Duration connectTimeout,
            Duration deadline,
            long maxWireBytes,
            long maxBytes,
            @Nullable WebProxy proxy,
            @Nullable SSLContext ssl,
            @Nullable Executor executor,
            InstantSource clock) {}

    private final Setting<Duration> connectTimeout = Setting.named("connectTimeout");
    private final Setting<Duration> deadline = Setting.named("deadline");
    private final Setting<AnswerBytes> maxAnswerBytes = Setting.named("maxAnswerBytes");
    private final Setting<WebProxy> proxy = Setting.named("proxy");
    private final Setting<SSLContext> sslContext = Setting.named("sslContext");
    private final Setting<SSLContext> caFile = Setting.named("caFile");
    private final Setting<Executor> executor = Setting.named("executor");
    private final Setting<InstantSource> clock = Setting.named("clock");

    private record AnswerBytes(long wire, long decompressed) {}

    static OptionSet<OdooRecordSourceBuilder> addTo(OptionSet<OdooRecordSourceBuilder> options) {
        return options.with(
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
                        NetworkSettings::addProxy)
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
                        (builder, size) -> builder.maxAnswerBytes(size, size));
    }

    private static void addProxy(OdooRecordSourceBuilder builder, OptionValues proxy) {
        if (proxy.find(PROXY_USERNAME).isEmpty() && proxy.find(PROXY_PASSWORD).isEmpty()) {
            builder.proxy(proxy.get(PROXY_HOST), proxy.get(PROXY_PORT));
            return;
        }
        builder.proxy(
                proxy.get(PROXY_HOST), proxy.get(PROXY_PORT), proxy.get(PROXY_USERNAME), proxy.get(PROXY_PASSWORD));
    }

    void connectTimeout(Duration value) {
        connectTimeout.set(Limits.timeLimit("connectTimeout", value));
    }

    void deadline(Duration value) {
        deadline.set(Limits.timeLimit("deadline", value));
    }

    void maxAnswerBytes(long wire, long decompressed) {
        if (wire < MIN_BYTES || decompressed < wire) {
            throw new IllegalArgumentException("Answers need at least " + MIN_BYTES
                    + " bytes, and no fewer decompressed than sent, not " + wire + " and " + decompressed);
        }
        maxAnswerBytes.set(new AnswerBytes(wire, decompressed));
    }

    void proxy(WebProxy value) {
        proxy.set(value);
    }

    void sslContext(SSLContext value) {
        sslContext.excludes(caFile);
        sslContext.set(value);
    }

    void caFile(Path pem) {
        caFile.excludes(sslContext);
        caFile.set(CaFile.context(requireNonNull(pem, "caFile")));
    }

    void executor(Executor value) {
        executor.set(value);
    }

    void clock(InstantSource value) {
        clock.set(value);
    }

    Network network() {
        AnswerBytes bytes = maxAnswerBytes.or(new AnswerBytes(DEFAULT_BYTES, DEFAULT_BYTES));
        return new Network(
                connectTimeout.or(DEFAULT_CONNECT_TIMEOUT),
                deadline.or(DEFAULT_DEADLINE),
                bytes.wire(),
                bytes.decompressed(),
                proxy.optional().orElse(null),
                sslContext.optional().or(caFile::optional).orElse(null),
                executor.optional().orElse(null),
                clock.or(Clock.systemUTC()));
    }
}
