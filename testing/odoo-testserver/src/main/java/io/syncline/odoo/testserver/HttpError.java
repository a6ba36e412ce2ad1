package io.syncline.odoo.testserver;

/** A request that is refused before it reaches a service. */
final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient HttpReply reply;

    HttpError(HttpReply reply) {
        super("HTTP status " + reply.status());
        this.reply = reply;
    }

    static HttpError page(int status, String text) {
        return new HttpError(HttpReply.page(status, text));
    }

    HttpReply reply() {
        return reply;
    }
}
