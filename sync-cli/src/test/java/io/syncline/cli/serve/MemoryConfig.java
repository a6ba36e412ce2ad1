package io.syncline.cli.serve;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.cli.config.Config;
import io.syncline.cli.config.ConfigReader;
import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.ConfiguredAdapter;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Configurations of three partners, with all adapters in memory, of which the source fails on demand. */
final class MemoryConfig {

    private static final ModelName PARTNER = ModelName.of("res.partner");

    private final Path directory;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> atNextOpen = new AtomicReference<>();
    private final CountDownLatch opening = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile @Nullable RuntimeException atEveryOpen;
    private volatile @Nullable RuntimeException atClose;
    private volatile boolean held;

    MemoryConfig(Path directory) {
        this.directory = directory;
    }

    /** Settings with a section {@code server}. */
    ServeSettings settings(String server) {
        Config read = read("""
                source: {type: odoo, url: "http://127.0.0.1:1", database: none, username: none, password: none}
                models: {res.partner: {schedule: {sync: {every: 1d}}}}
                server: %s
                """.formatted(server));
        return ServeSettings.of(new Config(
                configured(AdapterKind.SOURCE, this::source),
                read.models(),
                configured(
                        AdapterKind.EMBEDDER, () -> InMemoryEmbedder.builder().build()),
                configured(AdapterKind.SINK, () -> InMemoryVectorSink.builder().build()),
                configured(AdapterKind.STATE, MemoryConfig::state),
                read.engine(),
                read.mcp(),
                read.service(),
                read.askers()));
    }

    private Config read(String text) {
        try {
            Files.writeString(directory.resolve("syncline.yaml"), text);
            return ConfigReader.read(directory, Path.of("syncline.yaml"), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <P extends AutoCloseable> ConfiguredAdapter<P> configured(AdapterKind<P> kind, Supplier<P> opener) {
        Adapter<P> adapter = Adapter.builder(kind, "memory", OptionSet.of(Object::new))
                .description("In memory")
                .opens(unused -> opener.get());
        return adapter.configure(ConfigNode.of(kind.section(), Map.of("type", "memory")));
    }

    private static MetadataStore state() {
        return new InMemoryMetadataStore(Clock.systemUTC());
    }

    private RecordSource source() {
        if (held) {
            opening.countDown();
            await(released);
        }
        Throwable failure = atNextOpen.getAndSet(null);
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        RuntimeException always = atEveryOpen;
        if (always != null) {
            throw always;
        }
        opened.incrementAndGet();
        InMemoryRecordSource source = InMemoryRecordSource.builder()
                .name("memory:shop")
                .clock(Clock.systemUTC())
                .model(PARTNER, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
        for (int id = 1; id <= 3; id++) {
            source.put(PARTNER, RecordId.of(id), Map.of("name", new FieldValue.Text("Partner " + id)));
        }
        return closing(source);
    }

    /** A source that counts when it is closed, and may refuse to be. */
    private RecordSource closing(InMemoryRecordSource source) {
        return (RecordSource) Proxy.newProxyInstance(
                MemoryConfig.class.getClassLoader(),
                new Class<?>[] {RecordSource.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(source, arguments);
                        if (method.getName().equals("close")) {
                            closed.incrementAndGet();
                            RuntimeException refusal = atClose;
                            if (refusal != null) {
                                throw refusal;
                            }
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new AssertionError("Not within a minute");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int opened() {
        return opened.get();
    }

    int closed() {
        return closed.get();
    }

    void failOnOpen(Throwable failure) {
        atNextOpen.set(failure);
    }

    void failOnEveryOpen(RuntimeException failure) {
        atEveryOpen = failure;
    }

    void failOnClose(@Nullable RuntimeException failure) {
        atClose = failure;
    }

    /** The next opening waits for {@link #release}. */
    void holdOpening() {
        held = true;
    }

    void awaitOpening() {
        await(opening);
    }

    void release() {
        held = false;
        released.countDown();
    }
}
