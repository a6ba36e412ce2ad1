package io.syncline.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.VectorSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptersTest {

    private static final Adapter<MetadataStore> MEMORY = state("memory");

    @TempDir
    private Path directory;

    private static Adapter<MetadataStore> state(String type) {
        return Adapter.builder(AdapterKind.STATE, type, OptionSet.of())
                .description("A state")
                .opens(values -> {
                    throw new NoClassDefFoundError("com/example/Driver");
                });
    }

    /** Declares an adapter that needs a library. */
    public static final class NeedsLibrary implements AdapterProvider {
        @Override
        public List<Adapter<?>> adapters() {
            throw new NoClassDefFoundError("com/example/Client");
        }
    }

    /** Fails while it is created. */
    public static final class Unusable implements AdapterProvider {
        /** For the service loader. */
        public Unusable() {
            throw new IllegalStateException("boom");
        }

        @Override
        public List<Adapter<?>> adapters() {
            return List.of();
        }
    }

    /** Fails when it is asked. */
    public static final class Failing implements AdapterProvider {
        @Override
        public List<Adapter<?>> adapters() {
            throw new IllegalStateException("boom");
        }
    }

    /** Breaks the contract. */
    public static final class WithoutAdapters implements AdapterProvider {
        @Override
        @SuppressWarnings("NullAway")
        public List<Adapter<?>> adapters() {
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Unusable.class, Failing.class, WithoutAdapters.class})
    void loadShouldNameAProviderThatFails(Class<?> provider) throws IOException {
        assertThat(failureOf(provider.getName()))
                .hasMessageContainingAll("cannot be loaded: ", "emove ")
                .message()
                .containsAnyOf("boom", "returns null")
                .doesNotContain("\n");
    }

    @Test
    void loadShouldNameTheJarOfAClassForANewerJava() throws IOException {
        byte[] code;
        try (InputStream own = AdaptersTest.class.getResourceAsStream("AdaptersTest$Failing.class")) {
            code = own.readAllBytes();
        }
        code[7] = 99; // the major version of the class file
        Path jar = jar("newer.jar", "com.example.New", Map.of("com/example/New.class", code));

        assertThat(failureOf(jar)).hasMessageContainingAll("more recent version", "Remove " + jar);
    }

    @Test
    void loadShouldNameTheJarThatLacksItsProvider() throws IOException {
        Path jar = jar("a jar.jar", "com.example.New", Map.of());

        assertThat(failureOf(jar)).hasMessageContainingAll("com.example.New not found", "Remove " + jar);
    }

    private Path jar(String name, String provider, Map<String, byte[]> classes) throws IOException {
        Path jar = directory.resolve(name);
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            entries.putNextEntry(new JarEntry("META-INF/services/" + AdapterProvider.class.getName()));
            entries.write(provider.getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                entries.putNextEntry(new JarEntry(each.getKey()));
                entries.write(each.getValue());
            }
        }
        return jar;
    }

    private ConfigException failureOf(Path classes) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            return catchThrowableOfType(ConfigException.class, () -> Adapters.load(loader));
        }
    }

    private ConfigException failureOf(String provider) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(AdapterProvider.class.getName()), provider);
        return failureOf(directory);
    }

    @Test
    void loadShouldNameAProviderThatIsNotThere() throws IOException {
        assertThat(failureOf("com.example.LettersAdapter"))
                .hasMessageStartingWith("An adapter on the class path cannot be loaded: ")
                .hasMessageContaining("com.example.LettersAdapter not found");
    }

    @Test
    void loadShouldNameTheClassThatAProviderLacks() throws IOException {
        assertThat(failureOf(NeedsLibrary.class.getName()))
                .hasMessage("The adapters of " + NeedsLibrary.class.getName()
                        + " cannot be loaded: the class path lacks com.example.Client;"
                        + " add the jar that has it, or remove the jar of the adapter");
    }

    @Test
    void openShouldNameTheSectionAndTheClassThatAnAdapterLacks() {
        ConfiguredAdapter<MetadataStore> configured =
                MEMORY.configure(ConfigNode.of("state", Map.of("type", "memory")));

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(configured::open)
                .withMessage(
                        "'state' cannot be used: the class path lacks com.example.Driver; add the jar that has it");
    }

    @Test
    void typeShouldBeDeclaredOnce() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Adapters.of(MEMORY, state("memory")))
                .withMessageContaining("declare the state type 'memory'");
    }

    @Test
    void chooseShouldFindTheTypeOfTheSection() {
        Adapters adapters = Adapters.of(MEMORY, state("file"));

        assertThat(adapters.choose(
                                AdapterKind.STATE,
                                ConfigNode.of("state", Map.of("type", "memory")),
                                Optional.of("file"))
                        .type())
                .isEqualTo("memory");
        assertThat(adapters.choose(AdapterKind.STATE, ConfigNode.of("state", Map.of()), Optional.of("file"))
                        .type())
                .isEqualTo("file");
    }

    @Test
    void defaultTypeShouldBeOneThatIsThere() {
        Adapters adapters = Adapters.of(MEMORY, state("file"));

        assertThat(adapters.defaultType(AdapterKind.STATE)).contains("file");
        assertThat(adapters.defaultType(AdapterKind.SINK)).isEmpty();
        assertThat(adapters.defaultType(AdapterKind.SOURCE)).isEmpty();
        assertThat(adapters.defaultStateType(sinkWithStateOf("memory"))).contains("memory");
        assertThat(adapters.defaultStateType(sinkWithStateOf("elsewhere"))).contains("file");
    }

    private static Adapter<VectorSink> sinkWithStateOf(String type) {
        return Adapter.builder(AdapterKind.SINK, "sink", OptionSet.of())
                .description("A sink")
                .stateType(type)
                .opens(values -> {
                    throw new IllegalStateException("not opened");
                });
    }

    @Test
    void chooseShouldRefuseATypeThatIsNotThereOrNotGiven() {
        Adapters adapters = Adapters.of(MEMORY, state("file"));

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> adapters.choose(
                        AdapterKind.STATE, ConfigNode.of("state", Map.of("type", "memmory")), Optional.of("file")))
                .withMessage("'state.type' must be one of file, memory, not 'memmory'; did you mean 'memory'?");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> adapters.choose(
                        AdapterKind.STATE, ConfigNode.of("state", Map.of("path", "x")), Optional.of("file")))
                .withMessage("'state.type' is missing: one of file, memory");
    }
}
