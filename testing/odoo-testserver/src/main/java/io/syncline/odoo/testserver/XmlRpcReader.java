package io.syncline.odoo.testserver;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a method call: integers as long, and a point in time as Odoo's text for it. */
final class XmlRpcReader {
    private static final int MAX_DEPTH = 200;
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;

    private XmlRpcReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** A method call. */
    record Request(String method, List<@Nullable Object> params) {}

    static Request read(byte[] body) {
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(body));
            return new XmlRpcReader(xml).request();
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        for (String limit : List.of("jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.totalEntitySizeLimit")) {
            if (factory.isPropertySupported(limit)) {
                factory.setProperty(limit, "0");
            }
        }
        return factory;
    }

    /** The message of Python's parser. */
    private static OdooError notWellFormed(XMLStreamException e) {
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNumber();
        boolean reference = String.valueOf(e.getMessage()).contains("Character reference");
        String what = reference ? "reference to invalid character number" : "not well-formed (invalid token)";
        return OdooError.internal(
                "xml.parsers.expat.ExpatError", what + ": line " + line + ", column " + Math.max(0, column));
    }

    private Request request() throws XMLStreamException {
        String method = "";
        List<@Nullable Object> params = new ArrayList<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException("A document type is not accepted", xml.getLocation());
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "methodName" -> method = xml.getElementText().strip();
                    case "value" -> params.add(value(0));
                    default -> {}
                }
            }
        }
        return new Request(method, params);
    }

    /** Reads from the start of a value element to its end. */
    private @Nullable Object value(int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("Nested too deeply", xml.getLocation());
        }
        StringBuilder text = new StringBuilder();
        Object value = null;
        boolean typed = false;
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                value = typed(name(), depth);
                typed = true;
            } else if (xml.isCharacters()) {
                text.append(xml.getText());
            }
        }
        return typed ? value : text.toString();
    }

    /** An extension's name without its prefix. */
    private String name() {
        String name = xml.getLocalName();
        return name.substring(name.indexOf(':') + 1);
    }

    private @Nullable Object typed(String type, int depth) throws XMLStreamException {
        return switch (type) {
            case "int", "i4", "i8", "i2", "i1" -> number(xml.getElementText().strip());
            case "boolean" -> xml.getElementText().strip().equals("1");
            case "double" -> Cells.decimal(xml.getElementText());
            case "dateTime.iso8601" -> moment(xml.getElementText().strip());
            case "string", "base64" -> xml.getElementText();
            case "array" -> array(depth);
            case "struct" -> struct(depth);
            case "nil" -> {
                xml.getElementText();
                yield null;
            }
            default -> throw new XMLStreamException("Unknown type " + type, xml.getLocation());
        };
    }

    private static Object number(String digits) {
        return Cells.whole(digits);
    }

    private static String moment(String text) {
        return text.matches("\\d{8}T\\d\\d:\\d\\d:\\d\\d.*")
                ? text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6, 8) + " "
                        + text.substring(9, 17)
                : text;
    }

    private List<@Nullable Object> array(int depth) throws XMLStreamException {
        List<@Nullable Object> items = new ArrayList<>();
        int open = 1;
        while (open > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("value")) {
                items.add(value(depth + 1));
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
        }
        return items;
    }

    private Map<String, @Nullable Object> struct(int depth) throws XMLStreamException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        String name = "";
        int open = 1;
        while (open > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "name" -> name = xml.getElementText();
                    case "value" -> members.put(name, value(depth + 1));
                    default -> open++;
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
        }
        return members;
    }
}
