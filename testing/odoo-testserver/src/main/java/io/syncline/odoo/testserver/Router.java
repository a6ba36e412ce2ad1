package io.syncline.odoo.testserver;

import java.util.Map;
import java.util.regex.Pattern;

/** Finds the endpoint of a path. */
final class Router {
    private static final Pattern XML_RPC = Pattern.compile("/xmlrpc/(2/)?(common|object|db)");

    private final Rpc rpc;
    private final Services services;

    Router(Rpc rpc) {
        this.rpc = rpc;
        this.services = new Services(rpc);
    }

    Endpoint endpoint(HttpRequest request) {
        String path = request.path().split("\\?", 2)[0];
        boolean newest = rpc.version() == OdooVersion.V19;
        if (XML_RPC.matcher(path).matches()) {
            requirePost(request);
            return new XmlRpcEndpoint(services, rpc.version(), request);
        }
        if (path.equals("/jsonrpc")) {
            requirePost(request);
            return new JsonRpcEndpoint(services, request);
        }
        if (newest && path.startsWith("/json/2/")) {
            return new Json2Endpoint(rpc, request);
        }
        if (newest && (path.equals("/web/version") || path.equals("/json/version"))) {
            Map<String, Object> version = new java.util.LinkedHashMap<>();
            version.put("version_info", rpc.version().versionInfo());
            version.put("version", rpc.version().series());
            throw new HttpError(HttpReply.json(200, Json.write(version)));
        }
        throw HttpError.page(
                404,
                "The requested URL was not found on the server. If you entered the URL manually please check your"
                        + " spelling and try again.");
    }

    private static void requirePost(HttpRequest request) {
        if (!request.method().equals("POST")) {
            throw new HttpError(HttpReply.page(405, "The method is not allowed for the requested URL.")
                    .with("Allow", "POST"));
        }
    }
}
