package io.syncline.testkit.fault;

import io.syncline.testkit.PortMethod;
import java.util.List;

/**
 * A call of a port.
 *
 * @param method the method called
 * @param number which call of this method, from 1
 * @param arguments what it was called with, in order
 */
public record PortCall(PortMethod method, long number, List<Object> arguments) {

    /** Copies the list. */
    public PortCall {
        arguments = List.copyOf(arguments);
    }

    /**
     * One of the arguments.
     *
     * @param index from 0
     * @param type its type
     * @param <T> its type
     * @return the argument
     * @throws ClassCastException if it is of another type
     */
    public <T> T argument(int index, Class<T> type) {
        return type.cast(arguments.get(index));
    }

    /** Method and number, such as {@code SINK_UPSERT 3}. */
    @Override
    public String toString() {
        return method + " " + number;
    }
}
