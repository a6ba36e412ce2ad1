package io.syncline.mcp.internal.protocol;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import java.io.IOException;

/** Writes messages as JSON, with {@linkplain ErrorRewriter rewritten errors}. Thread-safe. */
public final class SafeMapper implements McpJsonMapper {

    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();

    /** A mapper. */
    public SafeMapper() {}

    @Override
    public String writeValueAsString(Object value) throws IOException {
        return mapper.writeValueAsString(ErrorRewriter.rewrite(value));
    }

    @Override
    public byte[] writeValueAsBytes(Object value) throws IOException {
        return mapper.writeValueAsBytes(ErrorRewriter.rewrite(value));
    }

    @Override
    public <T> T readValue(String content, Class<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
        return mapper.readValue(content, type);
    }

    @Override
    public <T> T convertValue(Object from, Class<T> type) {
        return mapper.convertValue(from, type);
    }

    @Override
    public <T> T convertValue(Object from, TypeRef<T> type) {
        return mapper.convertValue(from, type);
    }
}
