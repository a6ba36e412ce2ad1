package io.syncline.qdrant;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Maps gRPC failures to the failures of the ports, by status and by whether the call changes data. */
final class GrpcFailures {

    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);
    private static final List<String> STRICT_MODE_LIMITS =
            List.of("Limit exceeded", "too large", "batch size", "larger than", "split your request");
    private static final List<String> COLLECTION_FAULTS = List.of(
            "Vector dimension error",
            "Not existing vector name",
            "Index required but not found",
            "Conversion between multi and regular vectors failed",
            "Wrong input: Collection");

    private static final String CHECK_ADDRESS = ". If this persists, check host, port (gRPC, not HTTP) and TLS";

    private final String address;

    GrpcFailures(String address) {
        this.address = address;
    }

    /** The failure of a call, one of the {@code SyncException} types or {@link TooLargeException}. */
    RuntimeException of(Call call, Throwable thrown) {
        if (!(thrown instanceof StatusRuntimeException failure)) {
            return ambiguous(call, "failed with " + thrown, thrown);
        }
        String detail = detail(failure);
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE -> unavailable(call, detail, failure);
            case RESOURCE_EXHAUSTED -> exhausted(call, detail, failure);
            case DEADLINE_EXCEEDED -> ambiguous(call, "did not answer in time: " + detail + CHECK_ADDRESS, failure);
            case CANCELLED -> cancelled(call, detail, failure);
            case INVALID_ARGUMENT, OUT_OF_RANGE -> refused(call, detail, failure);
            case INTERNAL -> internal(call, detail, failure);
            case UNAUTHENTICATED -> setup(call, "refused the API key: " + detail + ". Check the key", failure);
            case PERMISSION_DENIED ->
                setup(call, "denied permission: " + detail + ". Check the rights of the API key", failure);
            case NOT_FOUND -> missing(call, detail, failure);
            case UNIMPLEMENTED ->
                setup(
                        call,
                        "does not support this: " + detail + ". Check the address, and upgrade the server",
                        failure);
            case FAILED_PRECONDITION -> setup(call, "is locked or not ready: " + detail, failure);
            case DATA_LOSS -> setup(call, "reports damaged data: " + detail + ". Restore the collection", failure);
            case ALREADY_EXISTS -> setup(call, "reports that it already exists: " + detail, failure);
            case OK, UNKNOWN, ABORTED -> ambiguous(call, "failed: " + detail, failure);
        };
    }

    private RuntimeException missing(Call call, String detail, StatusRuntimeException failure) {
        String message = "did not find it: " + detail + ". It may have been dropped meanwhile: start again";
        return setup(call, message, failure);
    }

    private RuntimeException unavailable(Call call, String detail, StatusRuntimeException failure) {
        if (causedBy(failure, SSLException.class)) {
            return setup(
                    call,
                    "failed the TLS handshake: " + detail + ". Check the TLS setting and the certificates",
                    failure);
        }
        String message = "is unreachable: " + detail + CHECK_ADDRESS;
        boolean neverSent = causedBy(failure, ConnectException.class) || detail.contains("Unable to resolve host");
        return neverSent ? transientFailure(call, message, failure, null) : ambiguous(call, message, failure);
    }

    private RuntimeException exhausted(Call call, String detail, StatusRuntimeException failure) {
        Optional<Duration> wait = retryAfter(failure);
        if (wait.isPresent()) {
            String message = "limited the rate: " + detail + ", and asks to wait "
                    + wait.get().toSeconds() + " s";
            return transientFailure(call, message, failure, wait.get());
        }
        return new TooLargeException(message(call, "refused the size: " + detail), failure);
    }

    private RuntimeException cancelled(Call call, String detail, StatusRuntimeException failure) {
        if (answerTooLarge(failure)) {
            return new TooLargeException(message(call, "sent a response that exceeds the size limit"), failure);
        }
        return ambiguous(call, "cancelled the call: " + detail, failure);
    }

    private RuntimeException refused(Call call, String detail, StatusRuntimeException failure) {
        if (STRICT_MODE_LIMITS.stream().anyMatch(detail::contains)) {
            return new TooLargeException(message(call, "refused the size: " + detail), failure);
        }
        if (!call.write() || COLLECTION_FAULTS.stream().anyMatch(detail::contains)) {
            return setup(
                    call, "refused the request: " + detail + ". Check the collection and its strict mode", failure);
        }
        return new RejectedException(message(call, "refused the content: " + detail), failure);
    }

    private RuntimeException internal(Call call, String detail, StatusRuntimeException failure) {
        if (detail.contains("No space left on device")) {
            return setup(call, "has no disk space left: " + detail + ". Free disk space", failure);
        }
        if (detail.contains("Read-only file system") || detail.contains("Permission denied")) {
            return setup(call, "cannot write to its disk: " + detail, failure);
        }
        if (detail.contains("http2 exception") || detail.contains("First received frame was not SETTINGS")) {
            return setup(
                    call,
                    "does not speak gRPC on this port: " + detail
                            + ". Use the gRPC port, usually 6334, and enable TLS if the server requires it",
                    failure);
        }
        return ambiguous(call, "failed: " + detail, failure);
    }

    private RuntimeException ambiguous(Call call, String what, Throwable cause) {
        return call.write()
                ? new UnknownOutcomeException(message(call, what), cause)
                : transientFailure(call, what, cause, null);
    }

    private RuntimeException transientFailure(Call call, String what, Throwable cause, @Nullable Duration wait) {
        return new TransientException(message(call, what), cause, wait);
    }

    private SetupException setup(Call call, String what, Throwable cause) {
        return new SetupException(message(call, what), cause);
    }

    /** The message for a failed call. */
    String message(Call call, String what) {
        return "Could not " + call.what() + ": Qdrant at " + address + " " + what;
    }

    private static String detail(StatusRuntimeException failure) {
        String description = failure.getStatus().getDescription();
        Throwable cause = failure.getCause();
        String text = description == null ? failure.getStatus().getCode().name() : description;
        return cause == null || cause.getMessage() == null ? text : text + " (" + cause.getMessage() + ")";
    }

    private static Optional<Duration> retryAfter(StatusRuntimeException failure) {
        Metadata trailers = failure.getTrailers();
        String seconds = trailers == null ? null : trailers.get(RETRY_AFTER);
        return seconds == null || !seconds.matches("\\d{1,9}")
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static boolean causedBy(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean answerTooLarge(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause != null && Status.fromThrowable(cause).getCode() == Status.Code.RESOURCE_EXHAUSTED;
    }
}
