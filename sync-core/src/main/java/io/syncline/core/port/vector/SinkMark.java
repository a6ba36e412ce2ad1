package io.syncline.core.port.vector;

import java.util.Optional;

/**
 * How far the writes to a model have come, as its sink stores it. The state of the model holds the same number: a sink
 * whose mark is missing or smaller than that has lost writes, for example because an older snapshot was restored.
 *
 * @param value positive; rises with each save of a run that has written
 * @param database identity of the source's database, see {@link io.syncline.core.port.RecordSource#database()}
 */
public record SinkMark(long value, Optional<String> database) {

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public SinkMark {
        if (value <= 0) {
            throw new IllegalArgumentException("The mark of a sink must be positive, not " + value);
        }
    }
}
