package io.syncline.springai;

import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClientResponseException;

/** The response that an exception of Spring's HTTP client keeps. Loaded only if that is there. */
final class RestResponse {

    private RestResponse() {}

    static Optional<ClientResponse> of(Throwable failure) {
        return failure instanceof RestClientResponseException response
                ? Optional.of(new ClientResponse(
                        response.getStatusCode().value(),
                        name -> header(response, name),
                        response.getResponseBodyAsString()))
                : Optional.empty();
    }

    private static Optional<String> header(RestClientResponseException response, String name) {
        HttpHeaders headers = response.getResponseHeaders();
        return Optional.ofNullable(headers).map(found -> found.getFirst(name));
    }
}
