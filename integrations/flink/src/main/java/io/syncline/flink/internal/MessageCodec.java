package io.syncline.flink.internal;

import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.WorkerRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Requests and answers as bytes. Both sides of a job run the same code, so nothing has a version. */
final class MessageCodec {

    private MessageCodec() {}

    static byte[] write(WorkerRequest request) {
        return bytes(request, RequestCodec::write);
    }

    static byte[] write(CoordinatorAnswer answer) {
        return bytes(answer, AnswerCodec::write);
    }

    static WorkerRequest readRequest(byte[] content) {
        return value(content, RequestCodec::read);
    }

    static CoordinatorAnswer readAnswer(byte[] content) {
        return value(content, AnswerCodec::read);
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
