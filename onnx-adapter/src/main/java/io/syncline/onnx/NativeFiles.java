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
 * Unpacks the native libraries of ONNX Runtime for this platform into a directory.
 *
 * <p>Several processes may unpack into the same directory concurrently, and each may be killed at any point. So a file is
 * written under a temporary name, forced to disk and moved atomically, and its checksum is verified before each use. The
 * name of the directory contains a checksum of the libraries, so versions of ONNX Runtime do not share one.
 */
final class NativeFiles {

    private static final String TEMPORARY = ".part";

    private final String platform;
    private final List<Shipped> shipped;

    private NativeFiles(String platform, List<Shipped> shipped) {
        this.platform = platform;
        this.shipped = shipped;
    }

    /** The libraries for this platform, or empty if ONNX Runtime ships none. */
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
     * Unpacks the libraries that are missing or damaged.
     *
     * @param parent the parent of the directory; created if missing, accessible to this user only
     * @return the directory of the libraries
     */
    Path unpackInto(Path parent) throws IOException {
        CRC32 all = new CRC32();
        List<Checksum> checksums = new ArrayList<>();
        for (Shipped file : shipped) {
            Checksum checksum = file.checksum();
            checksums.add(checksum);
            all.update(Long.toHexString(checksum.crc()).getBytes(StandardCharsets.US_ASCII));
        }
        Path directory = parent.toAbsolutePath()
                .resolve("onnxruntime-" + platform + "-" + String.format(Locale.ROOT, "%08x", all.getValue()));
        createPrivate(directory);
        boolean written = false;
        for (int i = 0; i < shipped.size(); i++) {
            Path target = directory.resolve(shipped.get(i).name());
            if (!checksums.get(i).matches(target)) {
                write(shipped.get(i), checksums.get(i), target);
                written = true;
            }
        }
        if (written) {
            removeTemporaryFiles(directory);
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

    private static void write(Shipped file, Checksum checksum, Path target) throws IOException {
        Path part = Files.createTempFile(Objects.requireNonNull(target.getParent()), file.name(), TEMPORARY);
        try {
            try (InputStream in = file.source().openStream();
                    FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                in.transferTo(out);
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process may have won: it removed the temporary file, or has loaded the library (Windows).
            if (!checksum.matches(target)) {
                throw e;
            }
        } finally {
            Files.deleteIfExists(part);
        }
        if (!checksum.matches(target)) {
            throw new IOException(
                    target + " does not have the checksum of the shipped library, though it was just written");
        }
    }

    /** Deletes temporary files of killed processes. A process that is still writing one handles its loss. */
    private static void removeTemporaryFiles(Path directory) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory, "*" + TEMPORARY)) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    private record Shipped(String name, URL source) {

        Checksum checksum() throws IOException {
            URLConnection connection = source.openConnection();
            if (connection instanceof JarURLConnection jar && jar.getJarEntry() != null) {
                return new Checksum(
                        jar.getJarEntry().getSize(), jar.getJarEntry().getCrc());
            }
            try (InputStream in = connection.getInputStream()) {
                return Checksum.of(in);
            }
        }
    }

    /** Size and CRC-32: a guard against truncated or damaged files, not against an attacker. */
    private record Checksum(long size, long crc) {

        static Checksum of(InputStream in) throws IOException {
            CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int n = checked.read(buffer); n >= 0; n = checked.read(buffer)) {
                size += n;
            }
            return new Checksum(size, checked.getChecksum().getValue());
        }

        boolean matches(Path file) throws IOException {
            if (!Files.isRegularFile(file) || Files.size(file) != size) {
                return false;
            }
            try (InputStream in = Files.newInputStream(file)) {
                return equals(of(in));
            }
        }
    }
}
