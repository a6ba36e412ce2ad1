package io.syncline.odoo.testserver;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A well-formed answer with the headers that Odoo's development server sends. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpReply(int status, String contentType, Map<String, String> headers, byte[] body) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(400, "BAD REQUEST"),
            Map.entry(401, "UNAUTHORIZED"),
            Map.entry(403, "FORBIDDEN"),
            Map.entry(404, "NOT FOUND"),
            Map.entry(405, "METHOD NOT ALLOWED"),
            Map.entry(409, "CONFLICT"),
            Map.entry(413, "REQUEST ENTITY TOO LARGE"),
            Map.entry(415, "UNSUPPORTED MEDIA TYPE"),
            Map.entry(422, "UNPROCESSABLE ENTITY"),
            Map.entry(429, "TOO MANY REQUESTS"),
            Map.entry(500, "INTERNAL SERVER ERROR"),
            Map.entry(502, "BAD GATEWAY"),
            Map.entry(503, "SERVICE UNAVAILABLE"),
            Map.entry(504, "GATEWAY TIMEOUT"));

    static HttpReply xml(byte[] body) {
        return new HttpReply(200, "text/xml; charset=utf-8", Map.of(), body);
    }

    static HttpReply json(int status, byte[] body) {
        return new HttpReply(status, "application/json; charset=utf-8", Map.of(), body);
    }

    /** The page that Werkzeug makes for an error. */
    static HttpReply page(int status, String text) {
        String title = title(status);
        String html = "<!doctype html>\n<html lang=en>\n<title>" + status + " " + title + "</title>\n<h1>" + title
                + "</h1>\n<p>" + text + "</p>\n";
        return new HttpReply(status, "text/html; charset=utf-8", Map.of(), html.getBytes(StandardCharsets.UTF_8));
    }

    HttpReply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpReply(status, contentType, more, body);
    }

    private static String title(int status) {
        StringBuilder title = new StringBuilder();
        for (String word : reason(status).split(" ", -1)) {
            title.append(title.isEmpty() ? "" : " ").append(word.charAt(0));
            title.append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return title.toString();
    }

    static String reason(int status) {
        return REASONS.getOrDefault(status, "STATUS");
    }

    void send(OutputStream out, Instant now) throws IOException {
        StringBuilder head = new StringBuilder(300);
        head.append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason(status))
                .append("\r\n");
        head.append("Server: Werkzeug/2.2.2 Python/3.11.2\r\n");
        head.append("Date: ").append(DATE.format(now.atOffset(ZoneOffset.UTC))).append("\r\n");
        head.append("Content-Type: ").append(contentType).append("\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Connection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }
}
