package io.syncline.testkit.qdrant;

/** Another program has taken a port between its choice and the start of a server. */
final class PortTakenException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    PortTakenException(String message) {
        super(message);
    }
}
