package io.syncline.onnx;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directory for files of the current user that can be recreated, by the convention of the operating system. */
final class UserCacheDirectory {

    private UserCacheDirectory() {}

    static Path syncline() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", ""));
        if (system.startsWith("windows")) {
            return variable("LOCALAPPDATA").orElse(home).resolve("syncline");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve("syncline");
        }
        return variable("XDG_CACHE_HOME").orElse(home.resolve(".cache")).resolve("syncline");
    }

    private static Optional<Path> variable(String name) {
        @Nullable String value = System.getenv(name);
        return value == null || value.isBlank()
                ? Optional.empty()
                : Optional.of(Path.of(value)).filter(Path::isAbsolute);
    }
}
