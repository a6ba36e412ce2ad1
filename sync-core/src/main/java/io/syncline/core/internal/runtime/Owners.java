package io.syncline.core.internal.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes lease owners: host and process for people to read, and a random part that makes each acquisition unique. */
public final class Owners {

    private final String process = host() + ":" + ProcessHandle.current().pid();
    private final RandomGenerator random;

    public Owners(RandomGenerator random) {
        this.random = random;
    }

    public String next() {
        return process + ":" + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** An owner that is recognized by a name, which several processes may use one after the other. */
    public String next(String name) {
        return name.isEmpty() ? next() : next() + ":" + name;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
