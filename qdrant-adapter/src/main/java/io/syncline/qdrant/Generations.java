package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.ListCollectionAliasesRequest;
import io.syncline.api.failure.SetupException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Which collections there are behind a name, and what each is there for. */
final class Generations {

    private final Connection connection;
    private final CollectionAdmin admin;
    private final Names names;
    private final String name;

    Generations(Connection connection, String name) {
        this.connection = connection;
        this.admin = new CollectionAdmin(connection);
        this.names = new Names(connection, name);
        this.name = name;
    }

    ReindexStatus status() {
        Optional<String> serving = names.serving();
        List<String> idle = new ArrayList<>();
        Optional<String> building = Optional.empty();
        for (String collection : names.generations().values()) {
            if (serving.filter(collection::equals).isPresent()) {
                continue;
            }
            if (metadata(collection).building()) {
                building = Optional.of(collection);
            } else {
                idle.add(collection);
            }
        }
        Optional<String> previous =
                serving.flatMap(collection -> metadata(collection).previous());
        return new ReindexStatus(serving, building, previous.filter(idle::contains), idle);
    }

    /** The collection that serves behind the alias; fails if there is no alias that could be moved. */
    String serving() {
        String serving = names.serving()
                .orElseThrow(() -> new SetupException("There is no collection " + name + " in Qdrant at "
                        + connection.address() + " that could be replaced. Run a sync first"));
        if (serving.equals(name)) {
            throw new SetupException("Collection " + name + " in Qdrant at " + connection.address()
                    + " bears its name itself, so no other can take its place. Sync into another name, let"
                    + " applications search there, and drop this one");
        }
        return serving;
    }

    String next() {
        NavigableMap<Integer, String> generations = names.generations();
        return names.ofGeneration(generations.isEmpty() ? 1 : generations.lastKey() + 1);
    }

    Metadata metadata(String collection) {
        return Metadata.of(admin.info(collection));
    }

    /** Drops a collection for which no name stands; the server would drop such names with it. */
    void drop(String collection) {
        ListCollectionAliasesRequest request = ListCollectionAliasesRequest.newBuilder()
                .setCollectionName(collection)
                .build();
        List<String> aliases = connection
                .await(
                        Call.read("list the aliases of collection " + collection),
                        connection.collections().listCollectionAliases(request))
                .getAliasesList()
                .stream()
                .map(AliasDescription::getAliasName)
                .toList();
        if (!aliases.isEmpty()) {
            throw new SetupException("Collection " + collection + " is in use as " + String.join(", ", aliases)
                    + " and was not dropped. Remove the alias first");
        }
        admin.drop(collection);
    }
}
