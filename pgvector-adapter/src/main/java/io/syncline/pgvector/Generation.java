package io.syncline.pgvector;

import java.util.Map;

/**
 * The tables of one filling of a collection.
 *
 * @param names names of the collection
 * @param number from 1
 */
record Generation(PgvectorNames names, int number) {

    /** The table of points. */
    String points() {
        return names.qualified(table());
    }

    /** The table of models. */
    String models() {
        return names.qualified(table() + "_model");
    }

    String settings() {
        return names.qualified(table() + "_setting");
    }

    /** The function that the trigger of the points calls. */
    String forget() {
        return names.qualified(table() + "_forget");
    }

    /** The function that the trigger of the models calls. */
    String keep() {
        return names.qualified(table() + "_keep");
    }

    /** The name of the index of vectors, without a schema: an index is in that of its table. */
    String vectorIndex() {
        return table() + "_embedding";
    }

    /** The name of the index of words. */
    String wordIndex() {
        return table() + "_words";
    }

    /** The name of the index of payloads. */
    String payloadIndex() {
        return table() + "_payload";
    }

    /** The table of points without its schema. */
    String table() {
        return names.table(number);
    }

    /** What the scripts call the names by. */
    Map<String, String> variables(VectorType type) {
        return Map.of(
                "collection",
                names.quotedView(),
                "points",
                points(),
                "models",
                models(),
                "settings",
                settings(),
                "forget",
                forget(),
                "keep",
                keep(),
                "vector",
                type.toString());
    }
}
