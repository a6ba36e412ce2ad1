package io.syncline.core.port.words;

import java.util.List;

/**
 * What a text is found by. Terms consist of small letters and digits only.
 *
 * @param whole its words, in their order, as often as they occur
 * @param parts parts of long words and of part numbers, which are found with less weight
 */
public record WordTerms(List<String> whole, List<String> parts) {

    /** Copies the lists. */
    public WordTerms {
        whole = List.copyOf(whole);
        parts = List.copyOf(parts);
    }

    /** Whether there is nothing to find or to be found by. */
    public boolean isEmpty() {
        return whole.isEmpty();
    }
}
