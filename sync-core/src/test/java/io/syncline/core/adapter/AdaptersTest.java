package io.syncline.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.syncline.core.port.MetadataStore;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private ConfigException failureOf(String provider) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(AdapterProvider.class.getName()), provider);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            return catchThrowableOfType(ConfigException.class, () -> Adapters.load(loader));
        }
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
