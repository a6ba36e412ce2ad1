package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds the memory that is allocated in addition to the vectors. */
class EmbeddingListAllocationTest {

    private static final int TEXTS = 100;
    private static final int DIMENSION = 1024;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readingShouldAllocateLessThanTwiceTheSizeOfTheVectors(boolean base64) throws IOException {
        String vector = base64
                ? '"' + Base64.getEncoder().encodeToString(new byte[DIMENSION * Float.BYTES]) + '"'
                : "[" + "0.01234567,".repeat(DIMENSION - 1) + "-1e-7]";
        byte[] response = IntStream.range(0, TEXTS)
                .mapToObj(index -> "{\"index\":" + index + ",\"embedding\":" + vector + "}")
                .collect(Collectors.joining(",", "{\"data\":[", "],\"usage\":{\"total_tokens\":1}}"))
                .getBytes(StandardCharsets.US_ASCII);
        allocatedBy(response);

        assertThat(allocatedBy(response)).isLessThan(2L * TEXTS * DIMENSION * Float.BYTES);
    }

    private static long allocatedBy(byte[] response) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int read = new EmbeddingListReader(TEXTS, DIMENSION)
                .read(new ByteArrayInputStream(response))
                .embeddings()
                .size();
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(read).isEqualTo(TEXTS);
        return after - before;
    }
}
