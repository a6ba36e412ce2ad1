package io.syncline.odoo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.syncline.core.adapter.http.BodyTooLargeException;
import io.syncline.odoo.CallFailure.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes and reads values as JSON. Thread-safe. */
final class JsonCodec {

    private static final int MAX_DEPTH = 200;

    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    byte[] write(Map<String, Object> value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            write(json, value);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** Writes equal values as equal texts: members are sorted by name. */
    String text(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(text)) {
            write(json, value);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> members) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : new TreeMap<>(members).entrySet()) {
                json.writeFieldName(String.valueOf(member.getKey()));
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double number) {
            writeDecimal(json, number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    /** JSON has no infinity, and XML-RPC sends large whole numbers as doubles. */
    private static void writeDecimal(JsonGenerator json, double number) throws IOException {
        if ((long) number == number && Math.abs(number) < 0x1p63) {
            json.writeNumber((long) number);
        } else if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeString(Double.toString(number));
        }
    }

    @Nullable Object read(HttpAnswer answer) {
        try (AnswerStream body = answer.body();
                JsonParser json = factory.createParser(body)) {
            json.nextToken();
            Object value = value(json);
            if (json.nextToken() != null) {
                throw new CallFailure(Kind.PROTOCOL_ERROR, "the JSON answer is followed by more content");
            }
            return value;
        } catch (BodyTooLargeException tooLarge) {
            throw new CallFailure(Kind.OVERSIZE, "the answer has " + tooLarge.getMessage(), tooLarge);
        } catch (JsonProcessingException noJson) {
            throw new CallFailure(
                    Kind.PROTOCOL_ERROR, "the answer is not JSON: " + noJson.getOriginalMessage(), noJson);
        } catch (IOException broken) {
            throw new CallFailure(Kind.PROTOCOL_ERROR, "the answer cannot be decompressed", broken);
        }
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new CallFailure(Kind.PROTOCOL_ERROR, "the JSON answer is empty or cut off");
        }
        return switch (token) {
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> whole(json);
            case VALUE_NUMBER_FLOAT -> decimal(json);
            case START_ARRAY -> array(json);
            case START_OBJECT -> object(json);
            default -> throw new CallFailure(Kind.PROTOCOL_ERROR, "the JSON answer is cut off");
        };
    }

    private static Object whole(JsonParser json) throws IOException {
        return switch (json.getNumberType()) {
            case INT -> json.getIntValue();
            case LONG -> json.getLongValue();
            default -> json.getBigIntegerValue();
        };
    }

    /** A number that a double cannot hold stays exact, so that it is refused where a double is needed. */
    private static Object decimal(JsonParser json) throws IOException {
        double number = json.getDoubleValue();
        return Double.isInfinite(number) ? json.getDecimalValue() : number;
    }

    private static List<@Nullable Object> array(JsonParser json) throws IOException {
        List<@Nullable Object> items = new ArrayList<>(2);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(json));
        }
        return items;
    }

    private static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
        Map<String, @Nullable Object> members = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, value(json));
        }
        return members;
    }
}
