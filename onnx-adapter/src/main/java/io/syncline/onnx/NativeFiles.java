package io.syncline.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The native libraries that ONNX Runtime ships for this platform, as files of a directory.
 *
 * <p>Several processes may unpack into one directory at once, and each may be killed at any point: a file gets its name
 * only when it is whole and on disk, by an atomic move, and is compared with the shipped one before each use. The name
 * of the directory tells the content, so another version of ONNX Runtime uses another one.
 */
final class NativeFiles {

    private static final String PART = ".part";

    private final String platform;
    private final List<Shipped> shipped;

    private NativeFiles(String platform, List<Shipped> shipped) {
        this.platform = platform;
        this.shipped = shipped;
    }

    /** The files for this platform, or empty if none are shipped for it. */
    static Optional<NativeFiles> ofThisPlatform() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Optional<NativeFiles> of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.equals("amd64") || osArch.equals("x86_64") ? "x64" : osArch;
        String platform;
        List<String> names;
        if (os.startsWith("linux")) {
            platform = "linux-" + arch;
            names = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");
        } else if (os.startsWith("mac")) {
            platform = "osx-" + arch;
            names = List.of("libonnxruntime.dylib", "libonnxruntime4j_jni.dylib");
        } else {
            platform = "win-" + arch;
            names = List.of("onnxruntime.dll", "onnxruntime4j_jni.dll", "onnxruntime_providers_shared.dll");
        }
        List<Shipped> shipped = new ArrayList<>();
        for (String name : names) {
            URL source = OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform + "/" + name);
            if (source == null) {
                return Optional.empty();
            }
            shipped.add(new Shipped(name, source));
        }
        return Optional.of(new NativeFiles(platform, List.copyOf(shipped)));
    }

    /**
     * Makes sure that the files are there, whole.
     *
     * @param parent the directory to hold the directory of the files; created if missing, for this user only
     * @return the directory of the files
     */
    Path unpackInto(Path parent) throws IOException {
        CRC32 all = new CRC32();
        List<Check> checks = new ArrayList<>();
        for (Shipped file : shipped) {
            Check check = file.check();
            checks.add(check);
            all.update(Long.toHexString(check.crc()).getBytes(StandardCharsets.US_ASCII));
        }
        Path directory = parent.toAbsolutePath()
                .resolve("onnxruntime-" + platform + "-" + String.format(Locale.ROOT, "%08x", all.getValue()));
        createPrivate(directory);
        boolean written = false;
        for (int i = 0; i < shipped.size(); i++) {
            Path target = directory.resolve(shipped.get(i).name());
            if (!checks.get(i).holds(target)) {
                write(shipped.get(i), checks.get(i), target);
                written = true;
            }
        }
        if (written) {
            removeParts(directory);
        }
        return directory;
    }

    private static void createPrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    private static void write(Shipped file, Check check, Path target) throws IOException {
        Path part = Files.createTempFile(Objects.requireNonNull(target.getParent()), file.name(), PART);
        try {
            try (InputStream in = file.source().openStream();
                    FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                in.transferTo(out);
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process may have been faster: it removed the part, or already runs the library (Windows).
            if (!check.holds(target)) {
                throw e;
            }
        } finally {
            Files.deleteIfExists(part);
        }
        if (!check.holds(target)) {
            throw new IOException(target + " differs from the library that was shipped, right after it was written");
        }
    }

    /** What killed processes left behind. Processes that are still writing one cope with its loss. */
    private static void removeParts(Path directory) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory, "*" + PART)) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    private record Shipped(String name, URL source) {

        Check check() throws IOException {
            URLConnection connection = source.openConnection();
            if (connection instanceof JarURLConnection jar && jar.getJarEntry() != null) {
                return new Check(jar.getJarEntry().getSize(), jar.getJarEntry().getCrc());
            }
            try (InputStream in = connection.getInputStream()) {
                return Check.of(in);
            }
        }
    }

    /** Size and checksum: guards against files that are cut short or damaged, not against an attacker. */
    private record Check(long size, long crc) {

        static Check of(InputStream in) throws IOException {
            CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int n = checked.read(buffer); n >= 0; n = checked.read(buffer)) {
                size += n;
            }
            return new Check(size, checked.getChecksum().getValue());
        }

        boolean holds(Path file) throws IOException {
            if (!Files.isRegularFile(file) || Files.size(file) != size) {
                return false;
            }
            try (InputStream in = Files.newInputStream(file)) {
                return equals(of(in));
            }
        }
    }
}
