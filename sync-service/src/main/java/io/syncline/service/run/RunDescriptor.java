package io.syncline.service.run;

import io.syncline.api.ModelName;

/**
 * What is to run, and for whom.
 *
 * @param session the session that asked for it, whose end cancels it
 */
public record RunDescriptor(WorkKind kind, ModelName model, String session) {

    /** The session of runs that nobody asked for but a schedule. */
    public static final String SCHEDULE = "schedule";

    boolean isScheduled() {
        return session.equals(SCHEDULE);
    }
}
