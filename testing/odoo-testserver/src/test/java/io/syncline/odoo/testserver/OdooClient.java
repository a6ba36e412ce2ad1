package io.syncline.odoo.testserver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A plain XML-RPC client that shares no code with the server. */
final class OdooClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final OdooServer server;
    private final long user;
    private final String secret;

    OdooClient(OdooServer server, long user, String secret) {
        this.server = server;
        this.user = user;
        this.secret = secret;
    }

    /** A fault in an answer. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient Object code;

        Fault(Object code, String text) {
            super(text);
            this.code = code;
        }

        String lastLine() {
            String text = getMessage().strip();
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }

    Object callWith(String model, String method, List<?> args, Map<String, ?> kwargs) {
        return post(
                "/xmlrpc/2/object",
                "execute_kw",
                List.of(server.databaseName(), user, secret, model, method, args, kwargs));
    }

    Object call(String model, String method, Object... args) {
        return callWith(model, method, List.of(args), Map.of());
    }

    @SuppressWarnings("unchecked")
    List<Long> search(String model, List<?> domain, Map<String, ?> kwargs) {
        return (List<Long>) callWith(model, "search", List.of(domain), kwargs);
    }

    List<Long> search(String model, List<?> domain) {
        return search(model, domain, Map.of("order", "id"));
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> rows(String model, List<?> domain, Map<String, ?> kwargs) {
        return (List<Map<String, Object>>) callWith(model, "search_read", List.of(domain), kwargs);
    }

    Object post(String path, String method, List<?> params) {
        StringBuilder body =
                new StringBuilder("<?xml version='1.0'?>\n<methodCall><methodName>" + method + "</methodName><params>");
        params.forEach(param -> body.append("<param>").append(xml(param)).append("</param>"));
        return decode(
                send(path, body.append("</params></methodCall>").toString()).body());
    }

    HttpResponse<byte[]> send(String path, String body) {
        java.net.http.HttpRequest request = java.net.http.HttpRequest.newBuilder(URI.create(server.url() + path))
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String xml(Object value) {
        if (value instanceof Map<?, ?> map) {
            StringBuilder text = new StringBuilder("<value><struct>");
            map.forEach((key, member) -> text.append("<member><name>")
                    .append(key)
                    .append("</name>")
                    .append(xml(member))
                    .append("</member>"));
            return text.append("</struct></value>").toString();
        }
        if (value instanceof List<?> list) {
            StringBuilder text = new StringBuilder("<value><array><data>");
            list.forEach(item -> text.append(xml(item)));
            return text.append("</data></array></value>").toString();
        }
        if (value instanceof Boolean flag) {
            return "<value><boolean>" + (flag ? 1 : 0) + "</boolean></value>";
        }
        if (value instanceof Double number) {
            return "<value><double>" + number + "</double></value>";
        }
        if (value instanceof Number number) {
            return "<value><i8>" + number + "</i8></value>";
        }
        String text =
                String.valueOf(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return value instanceof Nil ? "<value><nil/></value>" : "<value><string>" + text + "</string></value>";
    }

    /** Python's None. */
    enum Nil {
        NIL
    }

    static Object decode(byte[] body) {
        try {
            Element root = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body))
                    .getDocumentElement();
            Element first = children(root).get(0);
            if (first.getTagName().equals("fault")) {
                Map<?, ?> fault = (Map<?, ?>) value(children(first).get(0));
                throw new Fault(fault.get("faultCode"), (String) fault.get("faultString"));
            }
            return value(children(children(first).get(0)).get(0));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(Element value) {
        Element typed = children(value).get(0);
        return switch (typed.getTagName()) {
            case "string" -> typed.getTextContent();
            case "int" -> Long.valueOf(typed.getTextContent());
            case "boolean" -> typed.getTextContent().equals("1");
            case "double" -> decimal(typed.getTextContent());
            case "array" ->
                children(children(typed).get(0)).stream().map(OdooClient::value).toList();
            case "struct" -> {
                Map<String, Object> members = new LinkedHashMap<>();
                children(typed)
                        .forEach(member -> members.put(
                                children(member).get(0).getTextContent(),
                                value(children(member).get(1))));
                yield members;
            }
            default -> throw new IllegalArgumentException(typed.getTagName());
        };
    }

    private static Double decimal(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.valueOf(text);
        };
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
