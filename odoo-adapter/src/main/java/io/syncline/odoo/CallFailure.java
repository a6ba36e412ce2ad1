package io.syncline.odoo;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call that gave no usable answer, classed by what is known. It stays inside the adapter: whoever knows what the call
 * was for either works around it or turns it into a failure of the port.
 */
final class CallFailure extends RuntimeException {

    /** What is known after a failed call. All calls are reads, so nothing was applied in any case. */
    enum Kind {
        /** The login, password or key is refused. */
        CREDENTIALS,
        /** The wrong place was asked: no Odoo there, no such database, an untrusted certificate, a redirect. */
        CONFIGURATION,
        /** The user lacks a right. */
        ACCESS,
        /** Odoo refuses the request with a message for people; also an unknown model. */
        REFUSED,
        /** Odoo does not understand the request: an unknown field, method or argument, or an error of its own. */
        INVALID,
        /** Odoo has an answer that it cannot encode. */
        MARSHALLING,
        /** The answer came in full and is of the right kind, but its content cannot be read. */
        UNREADABLE,
        /** The answer is larger than allowed, or than the server can make. */
        OVERSIZE,
        /** No answer within the deadline. */
        TIMEOUT,
        /** The connection broke before the answer was complete, for example because the worker was killed. */
        LOST,
        /** The server, or what it depends on, is away or overloaded. */
        UNAVAILABLE,
        /** What came is no answer to this call. */
        NONSENSE
    }

    private final Kind kind;
    private final String detail;
    private final @Nullable Duration retryAfter;

    CallFailure(Kind kind, String message) {
        this(kind, message, message, null, null);
    }

    CallFailure(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, message, cause, null);
    }

    CallFailure(Kind kind, String message, String detail, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.kind = kind;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    Kind kind() {
        return kind;
    }

    /** All that the server said, for finding technical names in it; never shown. */
    String detail() {
        return detail;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The same failure without a secret that the other side may have put into it. */
    CallFailure scrubbed(Secret secret) {
        if (Stream.iterate((Throwable) this, Objects::nonNull, Throwable::getCause)
                .noneMatch(link -> secret.isIn(String.valueOf(link.getMessage())))) {
            return this;
        }
        return new CallFailure(
                kind, secret.scrub(String.valueOf(getMessage())), secret.scrub(detail), null, retryAfter);
    }

    /** Whether a smaller page is likelier to succeed. */
    boolean callsForSmallerPage() {
        return kind == Kind.TIMEOUT || kind == Kind.LOST || kind == Kind.OVERSIZE;
    }

    /**
     * The failure of the port.
     *
     * @param purpose what was being done, such as {@code Reading res.partner}
     */
    SyncException toSyncException(String purpose) {
        String message = purpose + " failed: " + getMessage();
        return switch (kind) {
            case CREDENTIALS, CONFIGURATION, ACCESS, REFUSED, INVALID -> new SetupException(message, this);
            case MARSHALLING, OVERSIZE -> new RejectedException(message, this);
            case UNREADABLE, TIMEOUT, LOST, UNAVAILABLE, NONSENSE -> new TransientException(message, this, retryAfter);
        };
    }
}
