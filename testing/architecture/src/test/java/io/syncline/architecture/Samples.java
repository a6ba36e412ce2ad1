package io.syncline.architecture;

import io.syncline.api.Difference;
import io.syncline.api.ModelName;
import io.syncline.core.SyncEngine;
import io.syncline.mcp.settings.HttpSettings;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.schedule.ModelSchedule;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Values to call setters with. Several of a type, since a setting accepts only some. */
final class Samples {

    private static final String RECIPE = "{\"model\": \"in\", \"text\": [\"name\"]}";

    private static final Map<Class<?>, List<?>> VALUES = Map.ofEntries(
            Map.entry(boolean.class, List.of(true)),
            Map.entry(int.class, List.of(1, 2, 256, 1 << 20)),
            Map.entry(long.class, List.of(1L, 2L, 256L, 1L << 24, 1L << 26)),
            Map.entry(float[].class, List.of(new float[] {1})),
            Map.entry(double.class, List.of(0.5, 1.0, 2.0)),
            Map.entry(
                    String.class,
                    List.of(
                            "http://127.0.0.1:1",
                            "127.0.0.1",
                            "res.partner",
                            "name",
                            "name = 'desk'",
                            "en_US",
                            "voyage-4",
                            "gemini-embedding-2",
                            "UTC",
                            "jdbc:postgresql://127.0.0.1/shop",
                            "SELECT 1",
                            "in",
                            RECIPE)),
            Map.entry(URI.class, List.of(URI.create("http://127.0.0.1:1"))),
            Map.entry(Path.class, List.of(Path.of("target", "builders-test", "file"), trustedCertificate())),
            Map.entry(Object.class, List.of("text")),
            Map.entry(Duration.class, List.of(Duration.ofSeconds(1))),
            Map.entry(SSLContext.class, List.of(sslContext())),
            Map.entry(Instant.class, List.of(Instant.EPOCH)),
            Map.entry(BigDecimal.class, List.of(BigDecimal.ONE)),
            Map.entry(Iterable.class, List.of(List.of())),
            Map.entry(List.class, List.of(List.of(), List.of(1L), List.of("name"))),
            Map.entry(ChronoUnit.class, List.of(ChronoUnit.SECONDS)),
            Map.entry(Set.class, List.of(Set.of())),
            Map.entry(Map.class, List.of(Map.of())),
            Map.entry(
                    Map.Entry.class,
                    List.of(
                            Map.entry(Difference.Kind.MISSING, 1L),
                            Map.entry("field", "key"),
                            Map.entry(ModelName.of("res.partner"), ModelSchedule.defaults()))),
            Map.entry(Optional.class, List.of(Optional.empty())),
            Map.entry(OptionalInt.class, List.of(OptionalInt.of(1))),
            Map.entry(OptionalLong.class, List.of(OptionalLong.of(1))),
            Map.entry(OptionalDouble.class, List.of(OptionalDouble.of(1))),
            Map.entry(HttpSettings.class, List.of(HttpSettings.defaults())),
            Map.entry(ModelSchedule.class, List.of(ModelSchedule.defaults())),
            Map.entry(SyncEngine.class, List.of(proxy(SyncEngine.class))),
            Map.entry(RunProgressListener.class, List.of(new RunProgressListener())),
            Map.entry(InstantSource.class, List.of(InstantSource.fixed(Instant.EPOCH))),
            Map.entry(
                    ProxySelector.class,
                    List.of(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)))));

    private Samples() {}

    /** Combinations of arguments; each parameter takes its first value, then its second, and so on. */
    static List<Object[]> of(Executable setter) {
        return combinations(setter, Set.of());
    }

    private static List<Object[]> combinations(Executable executable, Set<Class<?>> pending) {
        List<List<?>> values = Stream.of(executable.getParameterTypes())
                .<List<?>>map(type -> of(type, pending))
                .toList();
        if (values.stream().anyMatch(List::isEmpty)) {
            return List.of();
        }
        int most = values.stream().mapToInt(List::size).max().orElse(0);
        List<Object[]> combinations = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            int round = i;
            combinations.add(values.stream()
                    .map(some -> some.get(Math.min(round, some.size() - 1)))
                    .toArray());
        }
        return combinations;
    }

    /** Values of a type, made without values of the types that are pending, since those are made of it. */
    private static List<?> of(Class<?> type, Set<Class<?>> pending) {
        if (VALUES.containsKey(type)) {
            return VALUES.get(type);
        }
        if (type.isEnum()) {
            return List.of(type.getEnumConstants()[0]);
        }
        if (type.isPrimitive() || pending.contains(type)) {
            return List.of();
        }
        Set<Class<?>> more = Stream.concat(pending.stream(), Stream.of(type)).collect(Collectors.toSet());
        if (type.isArray()) {
            return of(type.getComponentType(), more).stream()
                    .limit(1)
                    .map(one -> array(type, one))
                    .toList();
        }
        Optional<BuiltType> built = BuiltType.of(type);
        if (built.isPresent()) {
            return built.get().minimal().stream().toList();
        }
        if (type.isInterface() && !type.isSealed()) {
            return List.of(proxy(type));
        }
        if (type.isSealed()) {
            return Stream.of(type.getPermittedSubclasses())
                    .flatMap(part -> of(part, more).stream())
                    .toList();
        }
        return made(type, more);
    }

    private static Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(Samples.class.getClassLoader(), new Class<?>[] {type}, Samples::answer);
    }

    private static SSLContext sslContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file of one of the certificates that this JVM trusts. */
    private static Path trustedCertificate() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init((KeyStore) null);
            Certificate certificate = ((X509TrustManager) trust.getTrustManagers()[0]).getAcceptedIssuers()[0];
            Path file =
                    Files.createDirectories(Path.of("target", "builders-test")).resolve("ca.pem");
            String encoded = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
            return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object array(Class<?> type, Object element) {
        Object array = Array.newInstance(type.getComponentType(), 1);
        Array.set(array, 0, element);
        return array;
    }

    /** By static factories such as {@code ModelName.of}, and by the constructors. */
    private static List<Object> made(Class<?> type, Set<Class<?>> pending) {
        List<Object> made = new ArrayList<>();
        for (Method factory : type.getMethods()) {
            if (Modifier.isStatic(factory.getModifiers())
                    && factory.getReturnType().equals(type)
                    && factory.getParameterCount() > 0) {
                combinations(factory, pending).forEach(arguments -> add(made, () -> factory.invoke(null, arguments)));
            }
        }
        for (Constructor<?> constructor : type.getConstructors()) {
            combinations(constructor, pending)
                    .forEach(arguments -> add(made, () -> constructor.newInstance(arguments)));
        }
        return made;
    }

    private static void add(List<Object> made, Callable<Object> maker) {
        try {
            made.add(maker.call());
        } catch (Exception e) {
            // refuses these arguments; others may do
        }
    }

    private static final Map<Class<?>, Object> NOTHING =
            new HashMap<>(Map.of(boolean.class, false, int.class, 0, long.class, 0L, double.class, 0.0));

    private static Object answer(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "a sample";
            default -> NOTHING.get(method.getReturnType());
        };
    }
}
