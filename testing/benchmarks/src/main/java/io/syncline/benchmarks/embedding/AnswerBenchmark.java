package io.syncline.benchmarks.embedding;

import io.syncline.embedding.http.EmbeddingList;
import io.syncline.embedding.http.EmbeddingListReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading the answer to 1,000 texts, 1,024 numbers a vector, in both of its forms. With {@code -prof gc}, the allocation
 * beside the 4,096,000 bytes of the vectors themselves shows too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AnswerBenchmark {

    private static final int TEXTS = 1_000;
    private static final int DIMENSION = 1_024;

    /** How the vectors are written. */
    public enum Form {
        /** Little-endian floats in base64. */
        BASE64,
        /** Numbers in JSON. */
        NUMBERS
    }

    /** The form that is read. */
    @Param
    public Form form = Form.BASE64;

    private byte[] answer = {};

    /** Writes an answer. */
    @Setup
    public void write() {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder json = new StringBuilder(form == Form.BASE64 ? 6_000_000 : 14_000_000);
        json.append("{\"object\":\"list\",\"data\":[");
        for (int i = 0; i < TEXTS; i++) {
            json.append(i == 0 ? "" : ",").append("{\"object\":\"embedding\",\"embedding\":");
            append(json, random);
            json.append(",\"index\":").append(i).append('}');
        }
        json.append("],\"model\":\"voyage-4\",\"usage\":{\"total_tokens\":70000}}");
        answer = json.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void append(StringBuilder json, SplittableRandom random) {
        ByteBuffer bytes = ByteBuffer.allocate(DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < DIMENSION; i++) {
            float number = (float) (random.nextDouble() - 0.5) / 16;
            bytes.putFloat(number);
            numbers.append(i == 0 ? '[' : ',').append(number);
        }
        if (form == Form.BASE64) {
            json.append('"')
                    .append(Base64.getEncoder().encodeToString(bytes.array()))
                    .append('"');
        } else {
            json.append(numbers).append(']');
        }
    }

    /** Reads it. */
    @Benchmark
    public EmbeddingList read() throws IOException {
        return new EmbeddingListReader(TEXTS, DIMENSION).read(new ByteArrayInputStream(answer));
    }
}
