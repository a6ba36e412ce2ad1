package io.syncline.tika;

/** The process of readers has ended, or answers nonsense and was ended. */
final class ProcessEndedException extends Exception {

    private static final long serialVersionUID = 1;

    /** Of a JVM that ends itself when its memory does not suffice. */
    private static final int OUT_OF_MEMORY = 3;

    private final int status;

    ProcessEndedException(int status) {
        super("The process of readers has ended with status " + status);
        this.status = status;
    }

    int status() {
        return status;
    }

    boolean isIdle() {
        return status == 0;
    }

    boolean isOutOfMemory() {
        return status == OUT_OF_MEMORY;
    }

    boolean isDiskFull() {
        return status == ReaderMain.DISK_FULL;
    }
}
