package io.syncline.odoo.testserver;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;

/**
 * An answer that violates a protocol, or is valid and excessively large.
 *
 * <p>Immutable; large answers are generated while they are sent.
 */
public final class HostileResponse {
    private final String name;
    private final Sender sender;

    private HostileResponse(String name, Sender sender) {
        this.name = name;
        this.sender = sender;
    }

    /** Sends an answer; the connection is closed afterwards. */
    interface Sender {
        void send(Socket socket) throws IOException;
    }

    /** The part of a huge answer that is repeated. */
    public enum Bulk {
        /** One string. */
        STRING("<value><string>", "a", "</string></value>"),
        /** The name of a member. */
        MEMBER_NAME(
                "<value><struct><member><name>", "a", "</name><value><int>1</int></value></member></struct></value>"),
        /** The name of an element. */
        ELEMENT_NAME("<value><", "a", "/></value>"),
        /** An attribute. */
        ATTRIBUTE("<value a=\"", "a", "\"><int>1</int></value>"),
        /** White space between the values of an array. */
        WHITE_SPACE("<value><array><data>", " ", "</data></array></value>"),
        /** A comment. */
        COMMENT("<value><!--", "a", "--><int>1</int></value>"),
        /** An array of small values. */
        SMALL_VALUES("<value><array><data>", "<value><int>1</int></value>", "</data></array></value>"),
        /** An array of empty arrays. */
        EMPTY_ARRAYS("<value><array><data>", "<value><array><data/></array></value>", "</data></array></value>");

        private final String before;
        private final String repeated;
        private final String after;

        Bulk(String before, String repeated, String after) {
            this.before = before;
            this.repeated = repeated;
            this.after = after;
        }

        String before() {
            return HostileBodies.HEAD + before;
        }

        String repeated() {
            return repeated;
        }

        String after() {
            return after + HostileBodies.TAIL;
        }
    }

    /**
     * A well-formed HTTP answer with any body.
     *
     * @param xml the body, sent as UTF-8
     * @return the response
     */
    public static HostileResponse xml(String xml) {
        return named("xml " + xml.substring(0, Math.min(60, xml.length())), HostileBodies.ok(HostileBodies.utf8(xml)));
    }

    /**
     * A well-formed method response.
     *
     * @param valueXml the element {@code value}, such as {@code <value><nil/></value>}
     * @return the response
     */
    public static HostileResponse value(String valueXml) {
        return xml(HostileBodies.HEAD + valueXml + HostileBodies.TAIL);
    }

    /**
     * A well-formed HTTP answer with any bytes for a body.
     *
     * @param body the bytes
     * @return the response
     */
    public static HostileResponse bytes(byte[] body) {
        return named(body.length + " bytes", HostileBodies.ok(body.clone()));
    }

    /**
     * A page of HTML, as a proxy sends it.
     *
     * @param status the HTTP status, 200 too
     * @return the response
     */
    public static HostileResponse html(int status) {
        return html(status, Map.of());
    }

    /**
     * A page of HTML with more headers, such as {@code Retry-After}.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @return the response
     */
    public static HostileResponse html(int status, Map<String, String> headers) {
        return named("html " + status, HostileBodies.html(status, Map.copyOf(headers)));
    }

    /**
     * A redirect.
     *
     * @param status 301, 302, 303, 307 or 308
     * @param location the target
     * @return the response
     */
    public static HostileResponse redirect(int status, String location) {
        return named("redirect " + status, HostileBodies.html(status, Map.of("Location", location)));
    }

    /**
     * A method response after a document type.
     *
     * @param definitions the content of the document type, such as an entity
     * @param text the text of the result, such as a reference to it
     * @return the response
     */
    public static HostileResponse doctype(String definitions, String text) {
        String type = "<!DOCTYPE methodResponse [" + definitions + "]>";
        String body = HostileBodies.HEAD.replace("<methodResponse>", type + "<methodResponse>") + "<value><string>"
                + text + "</string></value>" + HostileBodies.TAIL;
        return named("doctype " + definitions, HostileBodies.ok(HostileBodies.utf8(body)));
    }

    /**
     * Entities made of entities, 10 to the power of 9 of them.
     *
     * @return the response
     */
    public static HostileResponse billionLaughs() {
        StringBuilder entities = new StringBuilder("<!ENTITY l0 \"lol\">");
        for (int i = 1; i <= 9; i++) {
            entities.append("<!ENTITY l").append(i).append(" \"");
            entities.append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
        }
        return named("billion laughs", doctype(entities.toString(), "&l9;").sender);
    }

    /**
     * Arrays in arrays.
     *
     * @param depth how deep
     * @return the response
     */
    public static HostileResponse nested(int depth) {
        return named("nested " + depth, HostileBodies.nested(depth));
    }

    /**
     * A huge result, without a Content-Length.
     *
     * @param bulk the repeated part
     * @param bytes how large at least
     * @return the response
     */
    public static HostileResponse huge(Bulk bulk, long bytes) {
        return named("huge " + bulk, HostileBodies.huge(bulk, bytes));
    }

    /**
     * A small answer that decompresses to a huge one.
     *
     * @param bytes the least decompressed size
     * @return the response
     */
    public static HostileResponse gzipBomb(long bytes) {
        return named("gzip bomb", HostileBodies.gzipBomb(bytes));
    }

    /**
     * A body that ends before its announced length.
     *
     * @return the response
     */
    public static HostileResponse truncated() {
        return named("truncated", HostileBodies.wrongLength(1000, false));
    }

    /**
     * A chunked body whose last chunk never comes.
     *
     * @return the response
     */
    public static HostileResponse truncatedChunks() {
        return named("truncated chunks", HostileBodies.truncatedChunks());
    }

    /**
     * A body that is longer than its announced length.
     *
     * @return the response
     */
    public static HostileResponse lengthTooShort() {
        return named("length too short", HostileBodies.wrongLength(-20, false));
    }

    /**
     * A whole body, and a connection left open because more was announced.
     *
     * @return the response
     */
    public static HostileResponse lengthTooLong() {
        return named("length too long", HostileBodies.wrongLength(1000, true));
    }

    /**
     * No answer: the connection is closed, as when a worker is killed.
     *
     * @return the response
     */
    public static HostileResponse closed() {
        return named("closed", socket -> {});
    }

    /**
     * No answer: the connection is reset.
     *
     * @return the response
     */
    public static HostileResponse reset() {
        return named("reset", socket -> socket.setSoLinger(true, 0));
    }

    /**
     * No answer, for as long as the client waits.
     *
     * @return the response
     */
    public static HostileResponse silent() {
        return named("silent", HostileBodies::untilClientLeaves);
    }

    /**
     * Something that is not HTTP.
     *
     * @return the response
     */
    public static HostileResponse notHttp() {
        return named(
                "not HTTP", socket -> socket.getOutputStream().write(HostileBodies.utf8("220 mail.example.com\r\n")));
    }

    /**
     * A body that is sent byte by byte.
     *
     * @param pause between two bytes
     * @return the response
     */
    public static HostileResponse drippingBody(Duration pause) {
        return named("dripping body", HostileBodies.dripping(false, pause));
    }

    /**
     * An answer whose headers are sent byte by byte.
     *
     * @param pause between two bytes
     * @return the response
     */
    public static HostileResponse drippingHeaders(Duration pause) {
        return named("dripping headers", HostileBodies.dripping(true, pause));
    }

    /**
     * Huge headers.
     *
     * @param bytes how large at least
     * @return the response
     */
    public static HostileResponse headerFlood(long bytes) {
        return named("header flood", HostileBodies.headerFlood(bytes));
    }

    /**
     * A fault whose code is a string, as Odoo's old endpoint sends it.
     *
     * @return the response
     */
    public static HostileResponse faultWithStringCode() {
        return named(
                "string code", HostileBodies.ok(XmlRpcWriter.fault("AccessDenied", "Access Denied", OdooVersion.V18)));
    }

    private static HostileResponse named(String name, Sender sender) {
        return new HostileResponse(name, sender);
    }

    void send(Socket socket) throws IOException {
        sender.send(socket);
    }

    @Override
    public String toString() {
        return name;
    }
}
