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
 * Loads the native part of ONNX Runtime, once in a process.
 *
 * <p>Left alone, ONNX Runtime unpacks its libraries into a new temporary directory each time and leaves them there if
 * the process is killed. Here they go into a directory that stays and is shared; see {@link NativeFiles}.
 */
final class NativeLibrary {

    /** Where ONNX Runtime looks first. */
    static final String PATH_PROPERTY = "onnxruntime.native.path";

    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);

    private NativeLibrary() {}

    /**
     * Loads the library if this process has not done so yet.
     *
     * @param directory where to keep the unpacked libraries, or null for the user's cache directory
     * @return ONNX Runtime's environment, of which there is one in a process
     * @throws SetupException if this machine cannot run the library, or it cannot be unpacked into a directory that was
     *     asked for
     */
    static synchronized OrtEnvironment load(@Nullable Path directory) {
        Optional<Path> unpacked =
                directory == null && System.getProperty(PATH_PROPERTY) != null ? Optional.empty() : unpack(directory);
        String before = System.getProperty(PATH_PROPERTY);
        unpacked.ifPresent(path -> System.setProperty(PATH_PROPERTY, path.toString()));
        try {
            return DeepStack.call(NativeLibrary::environment);
        } catch (LinkageError | Exception e) {
            throw unusable(e);
        } finally {
            restore(before);
        }
    }

    private static OrtEnvironment environment() throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        environment.setTelemetry(false);
        EnvironmentReference.keep();
        return environment;
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            System.clearProperty(PATH_PROPERTY);
        } else {
            System.setProperty(PATH_PROPERTY, before);
        }
    }

    private static Optional<Path> unpack(@Nullable Path directory) {
        Optional<NativeFiles> files = NativeFiles.ofThisPlatform();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        if (directory != null) {
            try {
                return Optional.of(files.get().unpackInto(directory));
            } catch (IOException e) {
                throw new SetupException(
                        "The libraries of ONNX Runtime cannot be unpacked into " + directory + ": " + e
                                + "; name a directory that this user may write to",
                        e);
            }
        }
        Path cache = CacheDirectory.ofThisUser();
        try {
            return Optional.of(files.get().unpackInto(cache));
        } catch (IOException e) {
            log.warn(
                    "The libraries of ONNX Runtime cannot be kept in {} ({}); they are unpacked into the temporary"
                            + " directory at each start and stay there if the process is killed",
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
                        + ". It needs Linux with glibc (x86-64 or arm64; Alpine and other musl systems do not work),"
                        + " Windows x86-64 or macOS on Apple silicon, and in one process only one class loader may load"
                        + " it from one directory. Change the machine or base image, set another native directory, or"
                        + " use an embedder that runs elsewhere",
                failure);
    }
}
