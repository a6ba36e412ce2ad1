package io.syncline.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.SparseVector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TermVectorsTest {

    private static double product(String query, String text) {
        Map<Integer, Float> stored = new HashMap<>();
        SparseVector vector = TermVectors.ofText(text);
        for (int i = 0; i < vector.getIndicesCount(); i++) {
            stored.put(vector.getIndices(i), vector.getValues(i));
        }
        SparseVector wanted = TermVectors.ofQuery(query);
        double product = 0;
        for (int i = 0; i < wanted.getIndicesCount(); i++) {
            product += wanted.getValues(i) * stored.getOrDefault(wanted.getIndices(i), 0f);
        }
        return product;
    }

    @Test
    void wholeWordShouldWeighMoreThanAPart() {
        assertThat(product("bench", "A bench")).isGreaterThan(2 * product("bench", "A workbench"));
        assertThat(product("bench", "A workbench")).isPositive();
        assertThat(product("bench", "A desk")).isZero();
    }

    @Test
    void repeatedWordShouldWeighMoreButLessThanTwice() {
        double once = product("desk", "desk chair lamp");
        double twice = product("desk", "desk desk lamp");
        assertThat(twice).isGreaterThan(once).isLessThan(2 * once);
    }

    @Test
    void wordOfAShortTextShouldWeighMore() {
        assertThat(product("desk", "desk")).isGreaterThan(product("desk", "desk " + "and more ".repeat(100)));
    }

    @Test
    void indicesShouldBeDistinctAndStayTheSame() {
        Set<Integer> indices = new HashSet<>();
        int terms = 20_000;
        for (int i = 0; i < terms; i++) {
            indices.addAll(TermVectors.ofText("t" + i + "x").getIndicesList());
        }
        // each text has one word and its runs of letters and digits, which have two digits or more
        assertThat(indices).hasSizeGreaterThan(terms + terms - 12);
        assertThat(TermVectors.ofText("zanzibar").getIndicesList())
                .as("stored in collections")
                .contains(TermVectors.ofQuery("ZANZIBAR").getIndices(0));
    }

    @Test
    void textWithoutWordsShouldHaveNoVector() {
        assertThat(TermVectors.ofText("?!").getIndicesCount()).isZero();
        assertThat(TermVectors.ofQuery("").getIndicesCount()).isZero();
    }
}
