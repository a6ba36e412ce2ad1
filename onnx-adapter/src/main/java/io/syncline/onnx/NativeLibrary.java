package io.syncline.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.syncline.api.failure.SetupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the native libraries of ONNX Runtime, once per process.
 *
 * <p>By default, ONNX Runtime unpacks its libraries into a new temporary directory at each start, where they remain if the
 * process is killed. This class unpacks them into a permanent, shared directory; see {@link NativeFiles}.
 */
final class NativeLibrary {

    /** The directory in which ONNX Runtime looks for its libraries before it unpacks them. */
    static final String PATH_PROPERTY = "onnxruntime.native.path";

    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);

    private NativeLibrary() {}

    /**
     * Loads the libraries unless this process has done so already.
     *
     * @param directory the parent of the unpacked libraries, or empty for the cache directory of the user
     * @return the environment of ONNX Runtime, of which a process has one
     * @throws SetupException if the libraries do not load on this machine, or cannot be unpacked into the given directory
     */
    static synchronized OrtEnvironment load(Optional<Path> directory) {
        Optional<Path> unpacked =
                directory.isEmpty() && System.getProperty(PATH_PROPERTY) != null ? Optional.empty() : unpack(directory);
        String before = System.getProperty(PATH_PROPERTY);
        unpacked.ifPresent(path -> System.setProperty(PATH_PROPERTY, path.toString()));
        try {
            return LargeStack.call(NativeLibrary::environment);
        } catch (LinkageError | Exception e) {
            throw unusable(e);
        } finally {
            restore(before);
        }
    }

    private static OrtEnvironment environment() throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        environment.setTelemetry(false);
        EnvironmentRetainer.retain();
        return environment;
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            System.clearProperty(PATH_PROPERTY);
        } else {
            System.setProperty(PATH_PROPERTY, before);
        }
    }

    private static Optional<Path> unpack(Optional<Path> directory) {
        Optional<NativeFiles> files = NativeFiles.ofThisPlatform();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        return directory.isPresent() ? Optional.of(unpack(files.get(), directory.get())) : unpackIntoCache(files.get());
    }

    private static Path unpack(NativeFiles files, Path directory) {
        try {
            return files.unpackInto(directory);
        } catch (IOException e) {
            throw new SetupException(
                    "Cannot unpack the libraries of ONNX Runtime into " + directory + ": " + e
                            + "; set a directory that this user may write to",
                    e);
        }
    }

    private static Optional<Path> unpackIntoCache(NativeFiles files) {
        Path cache = UserCacheDirectory.syncline();
        try {
            return Optional.of(files.unpackInto(cache));
        } catch (IOException e) {
            log.warn(
                    "Cannot unpack the libraries of ONNX Runtime into {} ({}); unpacking them into the temporary directory"
                            + " at each start, where they remain if the process is killed",
                    cache,
                    e.toString());
            return Optional.empty();
        }
    }

    private static SetupException unusable(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new SetupException(
                "ONNX Runtime does not load on " + System.getProperty("os.name") + "/" + System.getProperty("os.arch")
                        + ": " + root.getMessage()
                        + ". It requires Linux with glibc (x86-64 or arm64; not Alpine or other musl systems), Windows"
                        + " x86-64 or macOS on Apple silicon, and only one class loader of a process may load it from a"
                        + " directory. Use another machine or base image, another native directory, or a remote embedder",
                failure);
    }
}
