package io.syncline.voyage;

import io.syncline.http.ApiKey;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Locale;

/** Where Voyage AI can be asked. */
final class VoyageHosts {

    private static final URI VOYAGE = URI.create("https://api.voyageai.com/v1");
    private static final URI MONGODB = URI.create("https://ai.mongodb.com/v1");
    private static final String MONGODB_PREFIX = "al-";

    /** Hosts of one region cost a tenth more. */
    private static final BigDecimal REGIONAL = new BigDecimal("1.1");

    private VoyageHosts() {}

    static URI of(ApiKey key) {
        return key.startsWith(MONGODB_PREFIX) ? MONGODB : VOYAGE;
    }

    static BigDecimal surcharge(URI url) {
        boolean regional = url.getHost().toLowerCase(Locale.ROOT).endsWith("." + MONGODB.getHost());
        return regional ? REGIONAL : BigDecimal.ONE;
    }
}
