package io.syncline.benchmarks.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Adapter and library decode the same rows. */
class DecodingTest {

    @Test
    void adapterAndLibraryShouldReadTheSameRows() {
        byte[] page = RowPage.of(50);
        Object ours = new AdapterDecoding().decode(page);
        assertThat(ours).isEqualTo(lists(new LibraryDecoding().decode(page)));
        assertThat((List<?>) ours)
                .hasSize(50)
                .allSatisfy(row -> assertThat((Map<?, ?>) row).hasSize(20));
    }

    private static Object lists(Object value) {
        if (value instanceof Object[] items) {
            return Arrays.stream(items).map(DecodingTest::lists).toList();
        }
        if (value instanceof Map<?, ?> members) {
            return members.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, member -> lists(member.getValue())));
        }
        return value;
    }
}
