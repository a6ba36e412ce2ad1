package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        Optional<String> target = aliases().stream()
                .filter(alias -> alias.getAliasName().equals(name))
                .map(AliasDescription::getCollectionName)
                .findFirst();
        return target.isPresent() ? target : exists(name) ? Optional.of(name) : Optional.empty();
    }

    private List<AliasDescription> aliases() {
        return connection
                .await(
                        Call.read("list the aliases of " + name),
                        connection.collections().listAliases(ListAliasesRequest.getDefaultInstance()))
                .getAliasesList();
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
        collections().forEach(collection -> {
            Matcher matcher = ours.matcher(collection);
            if (matcher.matches()) {
                generations.put(Integer.valueOf(matcher.group(1)), collection);
            }
        });
        return generations;
    }

    /** All names that a sink could be configured with, of aliases and of collections. */
    Set<String> all() {
        Set<String> all = new TreeSet<>(collections());
        aliases().forEach(alias -> {
            all.remove(alias.getCollectionName());
            all.add(alias.getAliasName());
        });
        return all;
    }

    private List<String> collections() {
        return connection
                .await(
                        Call.read("list the collections"),
                        connection.collections().list(ListCollectionsRequest.getDefaultInstance()))
                .getCollectionsList()
                .stream()
                .map(CollectionDescription::getName)
                .toList();
    }

    /** The name of the generation after the last one. */
    String next() {
        NavigableMap<Integer, String> generations = generations();
        return ofGeneration(generations.isEmpty() ? 1 : generations.lastKey() + 1);
    }

    private String ofGeneration(int generation) {
        return name + GENERATION + generation;
    }
}
