package io.syncline.odoo;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Setting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** The settings of an {@link OdooRecordSourceBuilder} that say how to call the server. Not thread-safe. */
final class NetworkSettings {

    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(2);
    private static final long MIN_BYTES = 1024;
    private static final long DEFAULT_BYTES = 64 * 1024 * 1024;

    private final Setting<Duration> connectTimeout = Setting.named("connectTimeout");
    private final Setting<Duration> deadline = Setting.named("deadline");
    private final Setting<AnswerBytes> maxAnswerBytes = Setting.named("maxAnswerBytes");
    private final Setting<WebProxy> proxy = Setting.named("proxy");
    private final Setting<SSLContext> sslContext = Setting.named("sslContext");
    private final Setting<SSLContext> caFile = Setting.named("caFile");
    private final Setting<Executor> executor = Setting.named("executor");
    private final Setting<InstantSource> clock = Setting.named("clock");

    private record AnswerBytes(long wire, long decompressed) {}

    void connectTimeout(Duration value) {
        connectTimeout.set(positive("connectTimeout", "connect timeout", value));
    }

    void deadline(Duration value) {
        deadline.set(positive("deadline", "deadline", value));
    }

    private static Duration positive(String setting, String what, Duration value) {
        if (requireNonNull(value, setting).isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The " + what + " must be positive, not " + value);
        }
        return value;
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

    OdooConfig.Network config() {
        AnswerBytes bytes = maxAnswerBytes.or(new AnswerBytes(DEFAULT_BYTES, DEFAULT_BYTES));
        return new OdooConfig.Network(
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
