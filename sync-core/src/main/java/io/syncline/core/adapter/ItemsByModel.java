package io.syncline.core.adapter;

import io.syncline.api.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Values that were given for models, in their order.
 *
 * @param <T> the type of a value
 */
public final class ItemsByModel<T> {

    private final List<Item<T>> items;

    private record Item<T>(ModelName model, T value, ConfigNode node) {}

    private ItemsByModel(List<Item<T>> items) {
        this.items = items;
    }

    static <T> ValueType<ItemsByModel<T>> type(ValueType<T> itemType, String form) {
        return new ValueType<>("lists by model", node -> {
            List<Item<T>> items = new ArrayList<>();
            ConfigNode.byModel(node)
                    .forEach((model, list) -> ValueType.items(list, form)
                            .forEach(item ->
                                    items.add(new Item<>(model, itemType.read().apply(item), item))));
            return new ItemsByModel<>(List.copyOf(items));
        });
    }

    /**
     * Gives each value to a setter.
     *
     * @param setter a method that may refuse a value with an {@link IllegalArgumentException}
     * @throws ConfigException if it refuses one; the message names the place of that value
     */
    public void forEach(BiConsumer<ModelName, T> setter) {
        for (Item<T> item : items) {
            Refusals.locate(item.node(), Map.of(), () -> {
                setter.accept(item.model(), item.value());
                return item;
            });
        }
    }

    @Override
    public String toString() {
        return items.stream()
                .map(item -> item.model() + " " + item.value())
                .toList()
                .toString();
    }
}
