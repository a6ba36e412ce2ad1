package io.syncline.flink.internal;

import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.WorkerRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Requests and answers as bytes. They begin with a version, by which two sides with different code notice each other. */
final class MessageCodec {

    static final int VERSION = 1;

    private MessageCodec() {}

    static byte[] write(WorkerRequest request) {
        return bytes(request, versioned(RequestCodec::write));
    }

    static byte[] write(CoordinatorAnswer answer) {
        return bytes(answer, versioned(AnswerCodec::write));
    }

    /**
     * Reads a request.
     *
     * @throws UncheckedIOException if it is of another version
     */
    static WorkerRequest readRequest(byte[] content) {
        return value(content, versioned(RequestCodec::read));
    }

    /**
     * Reads an answer.
     *
     * @throws UncheckedIOException if it is of another version
     */
    static CoordinatorAnswer readAnswer(byte[] content) {
        return value(content, versioned(AnswerCodec::read));
    }

    private static <T> Wire.Writer<T> versioned(Wire.Writer<T> writer) {
        return (out, value) -> {
            out.writeByte(VERSION);
            writer.write(out, value);
        };
    }

    private static <T> Wire.Reader<T> versioned(Wire.Reader<T> reader) {
        return in -> {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IOException("A message between coordinator and worker has version " + version + " instead of "
                        + VERSION + ". All processes of a job must run the same Syncline");
            }
            return reader.read(in);
        };
    }

    static <T> byte[] bytes(T value, Wire.Writer<T> writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static <T> T value(byte[] content, Wire.Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
