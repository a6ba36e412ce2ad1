package io.syncline.odoo.testserver;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes answers byte for byte as Python's marshaller does, which refuses only None and wide integers. */
final class XmlRpcWriter {
    private static final String HEAD = "<?xml version=\"1.0\"?>\n<methodResponse>\n";
    private static final String TAIL = "\n</methodResponse>\n";

    private final StringBuilder out = new StringBuilder(1024);
    private final boolean stripsControls;

    private XmlRpcWriter(OdooVersion version) {
        this.stripsControls = version != OdooVersion.V17;
    }

    static byte[] result(@Nullable Object value, OdooVersion version) {
        XmlRpcWriter writer = new XmlRpcWriter(version);
        writer.out.append(HEAD).append("<params>\n<param>\n");
        writer.value(value);
        writer.out.append("</param>\n</params>\n").append(TAIL);
        return writer.bytes();
    }

    static byte[] fault(Object code, String text, OdooVersion version) {
        XmlRpcWriter writer = new XmlRpcWriter(version);
        Map<String, Object> fault = new java.util.LinkedHashMap<>();
        fault.put("faultCode", code);
        fault.put("faultString", text);
        writer.out.append(HEAD).append("<fault>\n");
        writer.value(fault);
        writer.out.append("</fault>\n").append(TAIL);
        return writer.bytes();
    }

    private byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(@Nullable Object value) {
        if (value instanceof String text) {
            out.append("<value><string>");
            text(text);
            out.append("</string></value>\n");
        } else if (value instanceof Boolean flag) {
            out.append("<value><boolean>").append(flag ? '1' : '0').append("</boolean></value>\n");
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Map<?, ?> map) {
            struct(map);
        } else if (value instanceof Collection<?> list) {
            out.append("<value><array><data>\n");
            list.forEach(this::value);
            out.append("</data></array></value>\n");
        } else if (value == null) {
            throw OdooError.internal("TypeError", "cannot marshal None unless allow_none is enabled");
        } else {
            throw new IllegalArgumentException("Not a wire value: " + value.getClass());
        }
    }

    private void number(Number number) {
        if (number instanceof Double decimal) {
            out.append("<value><double>").append(PythonText.repr(decimal.doubleValue()));
            out.append("</double></value>\n");
            return;
        }
        long whole = number.longValue();
        if (whole != (int) whole || (number instanceof BigInteger big && big.bitLength() > 31)) {
            throw OdooError.internal("OverflowError", "int exceeds XML-RPC limits");
        }
        out.append("<value><int>").append(whole).append("</int></value>\n");
    }

    private void struct(Map<?, ?> map) {
        out.append("<value><struct>\n");
        map.forEach((name, value) -> {
            out.append("<member>\n<name>");
            text(String.valueOf(name));
            out.append("</name>\n");
            value(value);
            out.append("</member>\n");
        });
        out.append("</struct></value>\n");
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\t', '\n', '\r' -> out.append(c);
                default -> {
                    if (c >= ' ' || !stripsControls) {
                        out.append(c);
                    }
                }
            }
        }
    }
}
