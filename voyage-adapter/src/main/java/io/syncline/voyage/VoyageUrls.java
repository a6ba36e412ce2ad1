package io.syncline.voyage;

import io.syncline.embedding.http.ApiKey;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Locale;

/** The base URLs of Voyage AI. */
final class VoyageUrls {

    private static final URI VOYAGE = URI.create("https://api.voyageai.com/v1");
    private static final URI MONGODB = URI.create("https://ai.mongodb.com/v1");
    private static final String MONGODB_PREFIX = "al-";
    private static final BigDecimal REGIONAL_FACTOR = new BigDecimal("1.1");

    private VoyageUrls() {}

    /** MongoDB issues keys with a prefix of their own, which only its host accepts. */
    static URI of(ApiKey key) {
        return key.startsWith(MONGODB_PREFIX) ? MONGODB : VOYAGE;
    }

    /** The factor on the list price: regional hosts cost 10 % more. */
    static BigDecimal priceFactor(URI url) {
        boolean regional = url.getHost().toLowerCase(Locale.ROOT).endsWith("." + MONGODB.getHost());
        return regional ? REGIONAL_FACTOR : BigDecimal.ONE;
    }
}
