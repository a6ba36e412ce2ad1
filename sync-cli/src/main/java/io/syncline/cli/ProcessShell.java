package io.syncline.cli;

import io.syncline.cli.output.Screen;
import io.syncline.cli.output.Shell;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The shell of this process. The launcher passes the size of the terminal, which Java 17 cannot find out. */
final class ProcessShell {

    private static final int BUFFER = 8192;
    private static final int MOST_DIGITS = 4;

    private ProcessShell() {}

    static Shell of(ProcessSignals signals) {
        Map<String, String> environment = System.getenv();
        return new Shell(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                screen(environment, System.getProperty("syncline.columns", ""), Boolean.getBoolean("syncline.styled")),
                environment,
                Path.of("").toAbsolutePath(),
                Clock.systemUTC(),
                signals);
    }

    /** UTF-8 whatever the locale is, since names and texts may be in any language. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER), false, StandardCharsets.UTF_8);
    }

    /**
     * The screen of standard error.
     *
     * @param columns the width that the launcher found; empty or 0 if it is not a terminal
     * @param styled whether standard output is a terminal too
     */
    static Screen screen(Map<String, String> environment, String columns, boolean styled) {
        if (!isWidth(columns) || "dumb".equals(environment.get("TERM"))) {
            return Screen.NONE;
        }
        int width = Integer.parseInt(columns);
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Screen(width, isUnicode(environment), styled && !plain);
    }

    private static boolean isWidth(String columns) {
        return !columns.isEmpty()
                && columns.length() <= MOST_DIGITS
                && columns.charAt(0) != '0'
                && columns.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isUnicode(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"))
                .orElse(Charset.defaultCharset().equals(StandardCharsets.UTF_8));
    }
}
