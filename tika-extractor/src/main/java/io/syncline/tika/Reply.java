package io.syncline.tika;

import io.syncline.core.port.extraction.NoTextReason;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a process of readers answers about a file.
 *
 * @param reason why there is no text; null if there is one
 * @param mediaType what the content was recognised as
 * @param title the title of the document; may be empty
 * @param text the text, or the detail of the reason
 * @param truncated whether something was left out because of a limit
 * @param last whether the process ends after this
 */
record Reply(
        @Nullable NoTextReason reason, String mediaType, String title, String text, boolean truncated, boolean last) {

    /** The most characters of a title. */
    static final int TITLE = 500;

    private static final int LONGEST_CHARACTER = 4;
    private static final int OVERHEAD = 1000;
    private static final String NO_REASON = "";

    static Reply none(NoTextReason reason, String mediaType, String detail) {
        return new Reply(reason, mediaType, "", detail, false, false);
    }

    Reply asLast() {
        return new Reply(reason, mediaType, title, text, truncated, true);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(reason == null ? NO_REASON : reason.name());
        out.writeUTF(mediaType);
        out.writeUTF(title);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.writeBoolean(truncated);
        out.writeBoolean(last);
        out.flush();
    }

    /**
     * Reads a reply. The process has read a file of a stranger, so nothing that it sends is believed.
     *
     * @throws IOException if the process has ended, or the reply is none
     */
    static Reply read(DataInputStream in, int maxTextLength) throws IOException {
        NoTextReason reason = reason(in.readUTF());
        String mediaType = in.readUTF();
        String title = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > (long) maxTextLength * LONGEST_CHARACTER + OVERHEAD) {
            throw new IOException("Too long a text");
        }
        byte[] bytes = in.readNBytes(length);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Reply(reason, mediaType, title, text, in.readBoolean(), in.readBoolean());
    }

    private static @Nullable NoTextReason reason(String name) throws IOException {
        if (name.equals(NO_REASON)) {
            return null;
        }
        try {
            return NoTextReason.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("Unknown reason", e);
        }
    }
}
