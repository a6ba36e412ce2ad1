package io.syncline.cli.flink;

/** The JobManager refused a request, or could not be reached. */
public final class JobManagerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the JobManager has to do with it. */
    enum Kind {
        /** It has refused the request. */
        REFUSED,
        /** It does not know what the request names. */
        UNKNOWN,
        /** It does not answer, or is not ready. */
        UNREACHABLE
    }

    private final Kind kind;

    JobManagerException(String message, Kind kind) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** Whether the same request may succeed later. */
    public boolean mayPass() {
        return kind == Kind.UNREACHABLE;
    }
}
