package io.syncline.odoo.testserver;

import java.util.Map;

/**
 * A request that has arrived in full.
 *
 * @param headers by name in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpRequest(String method, String path, Map<String, String> headers, byte[] body) {
    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
