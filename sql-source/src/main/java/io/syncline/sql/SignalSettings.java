package io.syncline.sql;

import java.util.Optional;

/**
 * Where signals come from.
 *
 * @param publication the publication whose tables are reported
 * @param slot the replication slot that keeps signals between two processes; empty for one that ends with its connection
 */
record SignalSettings(String publication, Optional<String> slot) {}
