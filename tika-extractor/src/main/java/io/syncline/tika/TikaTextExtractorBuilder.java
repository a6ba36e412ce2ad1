package io.syncline.tika;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Setting;
import io.syncline.core.port.extraction.ExtractionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.tika.Tika;

/** Builds a {@link TikaTextExtractor}. All settings have defaults. Not thread-safe. */
public final class TikaTextExtractorBuilder {

    /** Changes when this module makes another text of the same file. */
    private static final int VERSION = 1;

    private final Setting<ExtractionSettings> settings = Setting.named("settings");
    private final Setting<Path> java = Setting.named("java");
    private final Setting<List<Path>> classPath = Setting.named("classPath");
    private final Setting<Path> directory = Setting.named("directory");

    TikaTextExtractorBuilder() {}

    /**
     * The limits.
     *
     * @param value the limits; {@link ExtractionSettings#defaults()} by default
     * @return this builder
     */
    public TikaTextExtractorBuilder settings(ExtractionSettings value) {
        settings.set(value);
        return this;
    }

    /**
     * The program that runs the processes.
     *
     * @param value {@code bin/java} of a Java 17 or later; by default that of the Java that runs this
     * @return this builder
     */
    public TikaTextExtractorBuilder java(Path value) {
        java.set(value);
        return this;
    }

    /**
     * The class path of the processes, for applications whose libraries are not files of their own.
     *
     * @param value the jars of this module and of all its dependencies; by default those that this class sees
     * @return this builder
     * @throws IllegalArgumentException if it is empty
     */
    public TikaTextExtractorBuilder classPath(List<Path> value) {
        if (requireNonNull(value, "classPath").isEmpty()) {
            throw new IllegalArgumentException("'classPath' must not be empty");
        }
        classPath.set(List.copyOf(value));
        return this;
    }

    /**
     * The directory for copies of files and for temporary files. They are in a directory that only this user can read,
     * and are deleted with it.
     *
     * @param value a directory, created if missing; by default that of {@code java.io.tmpdir}
     * @return this builder
     */
    public TikaTextExtractorBuilder directory(Path value) {
        directory.set(value);
        return this;
    }

    /**
     * Builds the extractor. Its processes start when they are needed.
     *
     * @return the extractor; to be closed
     * @throws io.syncline.api.failure.SetupException if the libraries of the readers are not there
     */
    public TikaTextExtractor build() {
        ExtractionSettings limits = settings.or(ExtractionSettings.defaults());
        ReadingLimits reading =
                new ReadingLimits(limits.maxTextLength(), limits.maxEmbeddedFiles(), limits.maxExpandedSize());
        List<Path> libraries = classPath.optional().orElseGet(ReaderLibraries::find);
        ExecutorService executor = Executors.newCachedThreadPool(TikaTextExtractorBuilder::daemon);
        ReaderLauncher launcher = new ReaderLauncher(
                java.or(Path.of(System.getProperty("java.home"), "bin", "java")),
                libraries,
                limits.memory(),
                reading,
                executor);
        Path parent =
                directory.or(Path.of(System.getProperty("java.io.tmpdir"))).toAbsolutePath();
        return new TikaTextExtractor(fingerprint(reading), new DeskPool(launcher, limits, parent), executor);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "syncline-tika");
        thread.setDaemon(true);
        return thread;
    }

    private static String fingerprint(ReadingLimits limits) {
        return "tika/" + Tika.getString().replaceFirst(".* ", "") + "/" + VERSION + "/" + limits.maxTextLength() + "/"
                + limits.maxEmbeddedFiles();
    }
}
