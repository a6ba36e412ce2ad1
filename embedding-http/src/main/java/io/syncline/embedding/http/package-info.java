/**
 * What embedders over HTTP share: transport, limits, classification of failures, {@code Retry-After}, protection of API
 * keys and a token estimate.
 *
 * <p>An adapter extends {@link io.syncline.embedding.http.HttpEmbedder} and {@link
 * io.syncline.embedding.http.HttpEmbedderBuilder}. It contributes what its service does differently: the URL, the request
 * body and the reading of the response.
 */
@NullMarked
package io.syncline.embedding.http;

import org.jspecify.annotations.NullMarked;
