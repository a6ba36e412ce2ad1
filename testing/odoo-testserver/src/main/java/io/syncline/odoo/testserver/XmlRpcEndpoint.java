package io.syncline.odoo.testserver;

import org.jspecify.annotations.Nullable;

/** XML-RPC: faults with numbers at {@code /xmlrpc/2}, with strings at the old path. */
final class XmlRpcEndpoint implements Endpoint {
    private final Services services;
    private final OdooVersion version;
    private final String service;
    private final boolean numbered;
    private final byte[] body;

    XmlRpcEndpoint(Services services, OdooVersion version, HttpRequest request) {
        this.services = services;
        this.version = version;
        this.service = request.path().substring(request.path().lastIndexOf('/') + 1);
        this.numbered = request.path().startsWith("/xmlrpc/2/");
        this.body = request.body();
    }

    @Override
    public Incoming read() {
        XmlRpcReader.Request call = XmlRpcReader.read(body);
        return services.incoming(service, call.method(), call.params());
    }

    @Override
    public HttpReply result(@Nullable Object value) {
        return HttpReply.xml(XmlRpcWriter.result(value, version));
    }

    @Override
    public HttpReply error(OdooError error) {
        boolean internal = error.kind().faultCode() == 1;
        String text = internal ? error.traceback() : error.text();
        if (numbered) {
            return HttpReply.xml(XmlRpcWriter.fault(error.kind().faultCode(), text, version));
        }
        return HttpReply.xml(
                switch (error.kind()) {
                    case ACCESS_DENIED -> XmlRpcWriter.fault("AccessDenied", text, version);
                    case ACCESS_ERROR -> XmlRpcWriter.fault("warning -- AccessError\n\n" + text, "", version);
                    case USER_ERROR, UNKNOWN_MODEL ->
                        XmlRpcWriter.fault("warning -- UserError\n\n" + text, "", version);
                    case MISSING -> XmlRpcWriter.fault("warning -- MissingError\n\n" + text, "", version);
                    case UNKNOWN_METHOD, BAD_ARGUMENTS, INTERNAL -> XmlRpcWriter.fault(error.text(), text, version);
                });
    }
}
