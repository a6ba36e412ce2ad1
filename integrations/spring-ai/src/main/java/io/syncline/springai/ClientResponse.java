package io.syncline.springai;

import java.util.Optional;
import java.util.function.Function;

/**
 * The response that an exception keeps.
 *
 * @param status the status
 * @param headers the value of a header by its name
 * @param body the body, or what is known of it
 */
record ClientResponse(int status, Function<String, Optional<String>> headers, String body) {}
