package io.syncline.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * Where to listen.
 *
 * @param host an address or a name of this computer
 * @param port 0 for any that is free
 */
record HttpAddress(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+)):(\\d{1,5})");
    private static final int LARGEST_PORT = 65535;

    static HttpAddress parse(String text) {
        Matcher address = FORM.matcher(text);
        if (!address.matches() || Integer.parseInt(address.group(3)) > LARGEST_PORT) {
            throw new TypeConversionException("'" + text + "' is not a host and port, such as 127.0.0.1:8765");
        }
        return new HttpAddress(
                address.group(1) == null ? address.group(2) : address.group(1), Integer.parseInt(address.group(3)));
    }
}
