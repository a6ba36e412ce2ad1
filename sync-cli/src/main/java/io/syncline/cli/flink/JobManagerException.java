package io.syncline.cli.flink;

/** The JobManager refused a request, or could not be reached. */
public final class JobManagerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean reachable;

    JobManagerException(String message, boolean reachable) {
        super(message);
        this.reachable = reachable;
    }

    /** Whether it has answered. */
    boolean isReachable() {
        return reachable;
    }
}
