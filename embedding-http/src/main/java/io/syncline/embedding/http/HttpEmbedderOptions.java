package io.syncline.embedding.http;

import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;

/** The options that all embedders over HTTP declare for their {@link HttpEmbedderBuilder}. */
public final class HttpEmbedderOptions {

    private HttpEmbedderOptions() {}

    /**
     * Adds the options that no embedder explains in its own words.
     *
     * @param options the options of an embedder
     * @param <B> the builder of the embedder
     * @return the options with the shared ones behind them
     */
    public static <B extends HttpEmbedderBuilder<B>> OptionSet<B> addTo(OptionSet<B> options) {
        return options.with(
                        Option.longNumber("requests-per-minute", "limit of requests that begin in any minute")
                                .range("1 to 1000000000000")
                                .example("2000"),
                        HttpEmbedderBuilder::requestsPerMinute)
                .with(
                        Option.longNumber("tokens-per-minute", "limit of tokens sent in any minute")
                                .range("1 to 1000000000000")
                                .example("1000000"),
                        HttpEmbedderBuilder::tokensPerMinute)
                .with(
                        Option.amount("price-per-million-tokens", "price in US dollars, for estimates and reports")
                                .range("0 to 1000000000")
                                .defaultText("the list price, if it is known")
                                .example("0.06"),
                        HttpEmbedderBuilder::pricePerMillionTokens)
                .with(
                        Option.duration("deadline", "limit for one request")
                                .range("positive, at most 1d")
                                .defaultValue("60s"),
                        HttpEmbedderBuilder::deadline);
    }
}
