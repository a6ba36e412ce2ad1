package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves a configured name: the collections are named NAME-g1, NAME-g2 and so on, and the alias NAME points to the one
 * that serves.
 */
final class CollectionNames {

    private static final String GENERATION = "-g";

    private final QdrantConnection connection;
    private final String name;
    private final Pattern ours;

    CollectionNames(QdrantConnection connection, String name) {
        this.connection = connection;
        this.name = name;
        this.ours = Pattern.compile(Pattern.quote(name + GENERATION) + "([1-9][0-9]{0,8})");
    }

    /** The serving collection: the target of the alias, or a collection with the name itself. */
    Optional<String> serving() {
        Call call = Call.read("list the aliases of " + name);
        Optional<String> target = connection
                .await(call, connection.collections().listAliases(ListAliasesRequest.getDefaultInstance()))
                .getAliasesList()
                .stream()
                .filter(alias -> alias.getAliasName().equals(name))
                .map(AliasDescription::getCollectionName)
                .findFirst();
        return target.isPresent() ? target : exists(name) ? Optional.of(name) : Optional.empty();
    }

    boolean exists(String collection) {
        CollectionExistsRequest request = CollectionExistsRequest.newBuilder()
                .setCollectionName(collection)
                .build();
        return connection
                .await(
                        Call.read("check whether collection " + collection),
                        connection.collections().collectionExists(request))
                .getResult()
                .getExists();
    }

    /** The collections NAME-gN by generation. */
    NavigableMap<Integer, String> generations() {
        NavigableMap<Integer, String> generations = new TreeMap<>();
        ListCollectionsRequest request = ListCollectionsRequest.getDefaultInstance();
        connection
                .await(
                        Call.read("list the collections"),
                        connection.collections().list(request))
                .getCollectionsList()
                .forEach(collection -> {
                    Matcher matcher = ours.matcher(collection.getName());
                    if (matcher.matches()) {
                        generations.put(Integer.valueOf(matcher.group(1)), collection.getName());
                    }
                });
        return generations;
    }

    String ofGeneration(int generation) {
        return name + GENERATION + generation;
    }
}
