package io.syncline.service.schedule;

import java.util.Locale;

/** What is done by schedules. */
public enum ScheduledWork {
    /** New and changed records are embedded and stored. */
    SYNC,
    /** What the source no longer has is deleted. */
    CLEANUP,
    /** Source and sink are compared; nothing is repaired. */
    VERIFY;

    /** The word in messages, documents and configurations. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
