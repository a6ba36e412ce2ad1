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

/** Classes failures by what is known after them: by gRPC status, and by whether the call changes anything. */
final class GrpcFailures {

    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);
    private static final List<String> LIMITS_OF_STRICT_MODE =
            List.of("Limit exceeded", "too large", "batch size", "larger than", "split your request");
    private static final List<String> FAULTS_OF_THE_COLLECTION = List.of(
            "Vector dimension error",
            "Not existing vector name",
            "Index required but not found",
            "Conversion between multi and regular vectors failed",
            "Wrong input: Collection");

    private final String address;

    GrpcFailures(String address) {
        this.address = address;
    }

    /** The failure of a call, one of the {@code SyncException} types or {@link TooLargeException}. */
    RuntimeException of(Call call, Throwable thrown) {
        if (!(thrown instanceof StatusRuntimeException failure)) {
            return ambiguous(call, "failed with " + thrown, thrown);
        }
        String said = said(failure);
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE -> unavailable(call, said, failure);
            case RESOURCE_EXHAUSTED -> exhausted(call, said, failure);
            case DEADLINE_EXCEEDED -> ambiguous(call, "did not answer in time: " + said, failure);
            case CANCELLED -> cancelled(call, said, failure);
            case INVALID_ARGUMENT, OUT_OF_RANGE -> refused(call, said, failure);
            case INTERNAL -> internal(call, said, failure);
            case UNAUTHENTICATED -> setup(call, "wants another API key: " + said + ". Check the key", failure);
            case PERMISSION_DENIED ->
                setup(call, "does not permit it: " + said + ". Check the rights of the API key", failure);
            case NOT_FOUND -> setup(call, "does not have it: " + said + ". Prepare the collection again", failure);
            case UNIMPLEMENTED -> setup(call, "cannot do this: " + said + ". Check the address and upgrade", failure);
            case FAILED_PRECONDITION -> setup(call, "is locked or not ready: " + said, failure);
            case DATA_LOSS -> setup(call, "reports damaged data: " + said + ". Restore the collection", failure);
            case ALREADY_EXISTS -> setup(call, "has it already: " + said, failure);
            case OK, UNKNOWN, ABORTED -> ambiguous(call, "failed: " + said, failure);
        };
    }

    private RuntimeException unavailable(Call call, String said, StatusRuntimeException failure) {
        if (causedBy(failure, SSLException.class)) {
            return setup(call, "cannot agree on TLS: " + said + ". Check the TLS setting and certificate", failure);
        }
        String message = "cannot be reached: " + said + ". If this lasts, check host, port (gRPC, not HTTP) and TLS";
        boolean neverSent = causedBy(failure, ConnectException.class) || said.contains("Unable to resolve host");
        return neverSent ? transientFailure(call, message, failure, null) : ambiguous(call, message, failure);
    }

    private RuntimeException exhausted(Call call, String said, StatusRuntimeException failure) {
        Optional<Duration> wait = retryAfter(failure);
        if (wait.isPresent()) {
            return transientFailure(call, "asks for a pause: " + said, failure, wait.get());
        }
        return new TooLargeException(message(call, "finds it too large: " + said), failure);
    }

    private RuntimeException cancelled(Call call, String said, StatusRuntimeException failure) {
        if (answerTooLarge(failure)) {
            return new TooLargeException(message(call, "answered at greater length than accepted"), failure);
        }
        return ambiguous(call, "was cut off: " + said, failure);
    }

    private RuntimeException refused(Call call, String said, StatusRuntimeException failure) {
        if (LIMITS_OF_STRICT_MODE.stream().anyMatch(said::contains)) {
            return new TooLargeException(message(call, "finds it too large: " + said), failure);
        }
        if (!call.write() || FAULTS_OF_THE_COLLECTION.stream().anyMatch(said::contains)) {
            return setup(call, "refuses it: " + said + ". Check the collection and its strict mode", failure);
        }
        return new RejectedException(message(call, "refuses it: " + said), failure);
    }

    private RuntimeException internal(Call call, String said, StatusRuntimeException failure) {
        if (said.contains("No space left on device")) {
            return setup(call, "has no disk space left: " + said + ". Free some", failure);
        }
        if (said.contains("Read-only file system") || said.contains("Permission denied")) {
            return setup(call, "cannot write to its disk: " + said, failure);
        }
        if (said.contains("http2 exception") || said.contains("First received frame was not SETTINGS")) {
            return setup(
                    call,
                    "does not speak gRPC there: " + said
                            + ". Give the gRPC port, usually 6334, and turn TLS on if it is wanted",
                    failure);
        }
        return ambiguous(call, "failed: " + said, failure);
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

    /** A message about a call that went wrong. */
    String message(Call call, String what) {
        return "Could not " + call.what() + ": Qdrant at " + address + " " + what;
    }

    private static String said(StatusRuntimeException failure) {
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
