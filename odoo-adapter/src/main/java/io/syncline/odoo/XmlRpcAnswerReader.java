package io.syncline.odoo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer of XML-RPC from a stream of events. Values are strings, {@link Integer}, {@link Long}, {@link Double}, {@link Boolean},
 * lists, maps, and null for nil. Structs share the strings of their member names.
 *
 * <p>Not thread-safe; an instance reads one answer.
 */
final class XmlRpcAnswerReader {

    /** The answer does not conform to XML-RPC. */
    static final class Malformed extends Exception {
        Malformed(String message) {
            super(message);
        }
    }

    /**
     * A result or a fault.
     *
     * @param fault whether it is a fault
     * @param value the result or the fault
     */
    record Answer(boolean fault, @Nullable Object value) {}

    /** Odoo nests less deeply, and the stack allows more. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_STRUCT_SIZE_HINT = 256;

    private final XMLStreamReader xml;
    private final Map<String, String> names = new HashMap<>();
    /** The size of the last struct, since rows have equal sizes. */
    private int structSize = 16;

    private boolean begun;

    XmlRpcAnswerReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Whether the start of an answer was read. */
    boolean begun() {
        return begun;
    }

    Answer read() throws XMLStreamException, Malformed {
        open("methodResponse");
        begun = true;
        Answer answer;
        if ("fault".equals(openAny())) {
            open("value");
            answer = new Answer(true, value(0));
        } else {
            expect("params");
            open("param");
            open("value");
            answer = new Answer(false, value(0));
            close();
        }
        close();
        close();
        while (xml.hasNext()) {
            check(xml.next());
        }
        return answer;
    }

    /** Reads a value, from after its start tag to after its end tag. */
    private @Nullable Object value(int depth) throws XMLStreamException, Malformed {
        if (depth > MAX_DEPTH) {
            throw new Malformed("values are nested more than " + MAX_DEPTH + " deep");
        }
        String text = text();
        if (xml.getEventType() == XMLStreamConstants.END_ELEMENT) {
            return text;
        }
        if (!text.isBlank()) {
            throw new Malformed("text beside a typed value");
        }
        Object value = switch (xml.getLocalName()) {
            case "string", "base64" -> simple();
            case "int", "i4", "i8" -> XmlRpcScalars.whole(simple().strip());
            case "boolean" -> XmlRpcScalars.bool(simple().strip());
            case "double" -> XmlRpcScalars.decimal(simple().strip());
            case "struct" -> struct(depth);
            case "array" -> array(depth);
            case "nil" -> nil();
            case "dateTime.iso8601" -> XmlRpcScalars.dateTime(simple().strip());
            default -> throw new Malformed("unknown type " + xml.getLocalName());
        };
        close();
        return value;
    }

    private @Nullable Object nil() throws XMLStreamException, Malformed {
        simple();
        return null;
    }

    private Map<String, @Nullable Object> struct(int depth) throws XMLStreamException, Malformed {
        Map<String, @Nullable Object> members = new HashMap<>(structSize * 4 / 3 + 1);
        int count = 0;
        while (nextTag() == XMLStreamConstants.START_ELEMENT) {
            expect("member");
            open("name");
            String name = simple();
            String shared = names.putIfAbsent(name, name);
            open("value");
            members.put(shared == null ? name : shared, value(depth + 1));
            close();
            if (members.size() != ++count) {
                throw new Malformed("a struct has two members " + name);
            }
        }
        structSize = Math.min(count, MAX_STRUCT_SIZE_HINT);
        return members;
    }

    private List<@Nullable Object> array(int depth) throws XMLStreamException, Malformed {
        open("data");
        List<@Nullable Object> values = new ArrayList<>(2);
        while (nextTag() == XMLStreamConstants.START_ELEMENT) {
            expect("value");
            values.add(value(depth + 1));
        }
        close();
        return values;
    }

    /** The text of an element without children, from after its start tag to its end tag. */
    private String simple() throws XMLStreamException, Malformed {
        String text = text();
        if (xml.getEventType() != XMLStreamConstants.END_ELEMENT) {
            throw new Malformed("unexpected element " + xml.getLocalName());
        }
        return text;
    }

    /** The text up to the next tag, which becomes the current event. */
    private String text() throws XMLStreamException, Malformed {
        String text = "";
        StringBuilder all = null;
        for (int event = xml.next();
                event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT;
                event = xml.next()) {
            check(event);
            if (event != XMLStreamConstants.CHARACTERS
                    && event != XMLStreamConstants.CDATA
                    && event != XMLStreamConstants.SPACE) {
                continue;
            }
            if (all == null && text.isEmpty()) {
                text = xml.getText();
            } else {
                all = all == null ? new StringBuilder(text) : all;
                all.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        return all == null ? text : all.toString();
    }

    private void open(String name) throws XMLStreamException, Malformed {
        openAny();
        expect(name);
    }

    private String openAny() throws XMLStreamException, Malformed {
        if (nextTag() != XMLStreamConstants.START_ELEMENT) {
            throw new Malformed("an element is missing in " + xml.getLocalName());
        }
        return xml.getLocalName();
    }

    private void expect(String name) throws Malformed {
        if (!xml.getLocalName().equals(name)) {
            throw new Malformed("unexpected element " + XmlRpcScalars.abbreviated(xml.getLocalName()));
        }
    }

    private void close() throws XMLStreamException, Malformed {
        if (nextTag() != XMLStreamConstants.END_ELEMENT) {
            throw new Malformed("unexpected element " + XmlRpcScalars.abbreviated(xml.getLocalName()));
        }
    }

    /** Skips text between elements, which has no meaning. */
    private int nextTag() throws XMLStreamException, Malformed {
        int event = xml.next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            check(event);
            event = xml.next();
        }
        return event;
    }

    private static void check(int event) throws Malformed {
        switch (event) {
            case XMLStreamConstants.DTD -> throw new Malformed("a document type is not allowed");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw new Malformed("an entity is not allowed");
            case XMLStreamConstants.END_DOCUMENT -> {
                // The caller stops here; the parser would throw.
            }
            default -> {
                // Text, comments and processing instructions are the caller's concern.
            }
        }
    }
}
