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
 * A failed call, classified by what is known. It does not leave the adapter: the code that knows the purpose of the call
 * handles it or turns it into an exception of the port.
 */
final class CallFailure extends RuntimeException {

    /** What is known after a failed call. All calls are reads, so none has changed anything. */
    enum Kind {
        /** The server rejects the login, password or key. */
        CREDENTIALS,
        /** The address is wrong: no Odoo, no such database, an untrusted certificate, a redirect. */
        CONFIGURATION,
        /** The user lacks a right. */
        ACCESS,
        /** Odoo rejects the request with a message for users; also an unknown model. */
        REFUSED,
        /** The request fails in Odoo: an unknown field, method or argument, or an internal error. */
        INVALID,
        /** Odoo cannot encode the answer. */
        MARSHALLING,
        /** The answer is complete and of the expected type, but its content cannot be parsed. */
        UNREADABLE,
        /** A record has an id by which it cannot be paged. */
        UNUSABLE_ID,
        /** The answer exceeds a limit of this adapter or of the server. */
        OVERSIZE,
        /** There was no complete answer within the deadline. */
        TIMEOUT,
        /** The connection broke before the answer was complete, for example because Odoo killed the worker. */
        CONNECTION_LOST,
        /** The call broke in the server: it is down, or this call breaks it. */
        CRASHED,
        /** The server, or something it depends on, is unreachable or overloaded. */
        UNAVAILABLE,
        /** The response is not an answer to this call. */
        PROTOCOL_ERROR
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

    /** The full text of the server, for finding technical names in it. It is never shown. */
    String detail() {
        return detail;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The same failure without a secret that the server may have repeated. */
    CallFailure scrubbed(Secret secret) {
        if (Stream.iterate((Throwable) this, Objects::nonNull, Throwable::getCause)
                .noneMatch(link -> secret.isIn(String.valueOf(link.getMessage())))) {
            return this;
        }
        return new CallFailure(
                kind, secret.scrub(String.valueOf(getMessage())), secret.scrub(detail), null, retryAfter);
    }

    /** Whether the cause is the request itself, not the state of the server. */
    boolean isAboutRequest() {
        return kind == Kind.ACCESS || kind == Kind.INVALID || kind == Kind.REFUSED;
    }

    /** Whether the same call may succeed at once. Encodings do not change by themselves. */
    boolean mayPass() {
        return isAboutRequest();
    }

    /** Whether an outage or one record may be the cause; only another call shows which. */
    boolean isAmbiguous() {
        return kind == Kind.CRASHED || kind == Kind.PROTOCOL_ERROR;
    }

    /** Whether a field or a record may be the cause. */
    boolean isAboutContent() {
        return kind == Kind.MARSHALLING || isAboutRequest();
    }

    /** Whether a smaller page is more likely to succeed. */
    boolean callsForSmallerPage() {
        return kind == Kind.TIMEOUT || kind == Kind.CONNECTION_LOST || kind == Kind.OVERSIZE;
    }

    /** The exception of the port while a refusal may pass. */
    SyncException toUnconfirmed(String purpose) {
        return new TransientException(purpose + " failed, though it worked before: " + getMessage(), this, retryAfter);
    }

    /**
     * The exception of the port.
     *
     * @param purpose the purpose of the call, such as {@code Reading res.partner}
     */
    SyncException toSyncException(String purpose) {
        String message = purpose + " failed: " + getMessage();
        return switch (kind) {
            case CREDENTIALS, CONFIGURATION, ACCESS, REFUSED, INVALID, UNUSABLE_ID -> new SetupException(message, this);
            case MARSHALLING, OVERSIZE -> new RejectedException(message, this);
            case UNREADABLE, TIMEOUT, CONNECTION_LOST, CRASHED, UNAVAILABLE, PROTOCOL_ERROR ->
                new TransientException(message, this, retryAfter);
        };
    }
}
