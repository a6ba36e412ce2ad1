package io.syncline.core;

/** What kind of slow work a loop hands to its workers. */
enum Work {
    SOURCE,
    PREPARE,
    COMPARE,
    EMBED,
    WRITE,
    STATE
}
