package io.syncline.odoo;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The adapter's own decoding of answers. In its package, because it is not public. Thread-safe. */
public final class AnswerDecoding {

    private static final Map<String, String> NONE = Map.of();

    private final XmlRpcCodec codec = new XmlRpcCodec();

    /**
     * Decodes an answer of XML-RPC.
     *
     * @param body the answer
     * @return its value
     */
    public @Nullable Object decode(byte[] body) {
        return codec.answer(new HttpAnswer(200, NONE, List.of(ByteBuffer.wrap(body)), Long.MAX_VALUE))
                .value();
    }
}
