package io.syncline.core.port.record;

import java.util.OptionalLong;

/**
 * What a database keeps until signals are read.
 *
 * @param name what the database calls it
 * @param isRead whether a process reads it now
 * @param isLost whether the database has dropped what it kept, since that grew beyond the limit
 * @param bytes how much it keeps; empty if it does not tell
 * @param limit how much it keeps at most; empty if there is no limit or it does not tell
 */
public record RetainedSignals(String name, boolean isRead, boolean isLost, OptionalLong bytes, OptionalLong limit) {}
