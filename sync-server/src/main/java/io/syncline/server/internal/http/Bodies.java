package io.syncline.server.internal.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Reads the bodies of requests, which are small objects. */
public final class Bodies {

    private static final int LARGEST = 64 << 10;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(10).build())
            .build());

    private Bodies() {}

    /**
     * An object; an empty one if there is no body.
     *
     * @param known its members
     * @throws Problem if it is too large, none, or has other members
     */
    public static JsonNode object(HttpServletRequest request, Set<String> known) throws IOException, Problem {
        if (request.getContentLengthLong() > LARGEST) {
            throw tooLarge();
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw tooLarge();
        }
        JsonNode read = body.length == 0 ? JsonNodeFactory.instance.objectNode() : parse(body);
        if (!read.isObject()) {
            throw Problem.of(400, "The body must be a JSON object");
        }
        for (Map.Entry<String, JsonNode> member : read.properties()) {
            if (!known.contains(member.getKey())) {
                throw Problem.of(
                        400, "The body may have " + known.stream().sorted().toList() + " only");
            }
        }
        return read;
    }

    private static Problem tooLarge() {
        return Problem.of(413, "The body is larger than 64 KiB");
    }

    private static JsonNode parse(byte... body) throws IOException, Problem {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw Problem.of(400, "The body is not JSON");
        }
    }

    /** A flag of an object. */
    public static boolean flag(JsonNode object, String name, boolean otherwise) throws Problem {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw Problem.of(400, "'" + name + "' must be true or false");
        }
        return value.booleanValue();
    }
}
