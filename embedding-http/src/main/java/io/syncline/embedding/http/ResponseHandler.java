package io.syncline.embedding.http;

import io.syncline.core.adapter.http.BodyTooLargeException;
import io.syncline.core.adapter.http.HttpBody;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Receives the body of one response, up to a size that depends on its status. A body that is larger does not hide the
 * status: a page with an error is still an error of that status.
 */
final class ResponseHandler implements BodyHandler<ServiceResponse.Content> {

    private final long mostBytes;
    private final long mostBytesOfAnError;
    private volatile @Nullable ResponseInfo head;

    ResponseHandler(long mostBytes, long mostBytesOfAnError) {
        this.mostBytes = mostBytes;
        this.mostBytesOfAnError = mostBytesOfAnError;
    }

    @Override
    public BodySubscriber<ServiceResponse.Content> apply(ResponseInfo response) {
        head = response;
        long limit = ServiceResponse.isSuccess(response.statusCode()) ? mostBytes : mostBytesOfAnError;
        return BodySubscribers.mapping(
                HttpBody.upTo(limit).apply(response), body -> () -> body.content(response.headers(), limit));
    }

    /** The response whose body was larger than its limit, if that is the failure; reading the body fails again. */
    Optional<ServiceResponse> tooLarge(Throwable failure) {
        ResponseInfo response = head;
        for (Throwable link = failure; link != null && response != null; link = link.getCause()) {
            if (link instanceof BodyTooLargeException tooLarge) {
                return Optional.of(new ServiceResponse(response.statusCode(), response.headers(), () -> {
                    throw tooLarge;
                }));
            }
        }
        return Optional.empty();
    }
}
