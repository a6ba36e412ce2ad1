package io.syncline.odoo;

import java.time.Instant;
import java.util.Optional;

/**
 * What a server tells to everybody.
 *
 * @param version such as {@code 18.0}
 * @param major such as 18; 0 if it cannot be told
 * @param time its clock, in whole seconds, or empty if it (or a proxy before it) does not say
 */
record ServerInfo(String version, int major, Optional<Instant> time) {}
