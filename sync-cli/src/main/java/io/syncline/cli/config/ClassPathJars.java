package io.syncline.cli.config;

import io.syncline.core.adapter.ConfigException;
import java.io.File;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The jars of the class path. Java ignores those that it cannot open, and with them what they add. */
final class ClassPathJars {

    private ClassPathJars() {}

    /**
     * Opens all jars once.
     *
     * @param classPath files and directories, as Java takes them
     * @throws ConfigException if a jar cannot be opened; the message names it
     */
    static void check(String classPath) {
        Stream.of(classPath.split(Pattern.quote(File.pathSeparator), -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(File::new)
                .filter(File::isFile)
                .forEach(ClassPathJars::open);
    }

    private static void open(File jar) {
        try {
            new ZipFile(jar).close();
        } catch (IOException e) {
            throw new ConfigException(
                    "The jar " + jar + " cannot be opened: " + e.getMessage() + "; copy it again, or remove it");
        }
    }
}
