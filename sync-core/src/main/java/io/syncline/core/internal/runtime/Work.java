package io.syncline.core.internal.runtime;

/** What kind of slow work a loop hands to its workers. */
public enum Work {
    SOURCE,
    PREPARE,
    COMPARE,
    EMBED,
    WRITE,
    STATE
}
