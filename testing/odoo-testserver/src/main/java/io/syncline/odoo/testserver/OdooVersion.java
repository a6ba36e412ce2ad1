package io.syncline.odoo.testserver;

import java.util.List;

/** The releases of Odoo whose external API the server can speak. */
public enum OdooVersion {
    /** Odoo 17: control characters are not escaped or removed. */
    V17(17, "17.0-20231108"),
    /** Odoo 18. */
    V18(18, "18.0-20250702"),
    /** Odoo 19: compares change times by whole seconds, and speaks JSON-2. */
    V19(19, "19.0");

    private final int major;
    private final String serverVersion;

    OdooVersion(int major, String serverVersion) {
        this.major = major;
        this.serverVersion = serverVersion;
    }

    /**
     * The release number.
     *
     * @return 17, 18 or 19
     */
    public int major() {
        return major;
    }

    /**
     * Whether this release is at least as new as another.
     *
     * @param other the other one
     * @return true if it is the same or newer
     */
    public boolean atLeast(OdooVersion other) {
        return major >= other.major;
    }

    String serverVersion() {
        return serverVersion;
    }

    String series() {
        return major + ".0";
    }

    List<Object> versionInfo() {
        return List.of(major, 0, 0, "final", 0, "");
    }

    /** How an unknown field is reported by everything but domains. */
    String invalidField(String field, String model) {
        return this == V19
                ? "Invalid field '" + field + "' on '" + model + "'"
                : "Invalid field '" + field + "' on model '" + model + "'";
    }
}
