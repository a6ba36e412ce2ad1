package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.ListCollectionAliasesRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.ReindexStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The collections behind a name, and the role of each. */
final class Generations {

    private final QdrantConnection connection;
    private final CollectionAdmin admin;
    private final CollectionNames names;
    private final String name;

    Generations(QdrantConnection connection, String name) {
        this.connection = connection;
        this.admin = new CollectionAdmin(connection);
        this.names = new CollectionNames(connection, name);
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

    /**
     * Fails unless a collection can serve: it is one of this name that is complete.
     *
     * @param serving the collection that serves now
     */
    void requireComplete(String collection, Optional<String> serving) {
        boolean ours = names.generations().containsValue(collection);
        if (ours
                && (serving.filter(collection::equals).isPresent()
                        || !metadata(collection).building())) {
            return;
        }
        List<String> others = new ArrayList<>(status().idle());
        throw new SetupException("Collection " + collection + " cannot serve as " + name + " in Qdrant at "
                + connection.address() + ": "
                + (ours ? "it is being built" : "there is no such collection behind that name")
                + (others.isEmpty() ? "" : ". These can: " + String.join(", ", others)));
    }

    /** The collection that the alias points to; fails if there is no alias. */
    String serving() {
        String serving = names.serving()
                .orElseThrow(() -> new SetupException("There is no collection " + name + " to replace in Qdrant at "
                        + connection.address() + ". Run a sync first"));
        if (serving.equals(name)) {
            throw new SetupException("Collection " + name + " in Qdrant at " + connection.address()
                    + " is not an alias, so it cannot be replaced. Sync into another name, switch applications to"
                    + " it, and drop this collection");
        }
        return serving;
    }

    String next() {
        return names.next();
    }

    CollectionMetadata metadata(String collection) {
        return CollectionMetadata.of(admin.info(collection));
    }

    /** Written before a collection stops serving: a crash in between must not leave the time of an earlier switch. */
    void noteIdle(String collection, Instant since) {
        admin.remember(collection, CollectionMetadata.IDLE_SINCE, PayloadValues.of(since.toEpochMilli()));
    }

    /** Whether a collection stopped serving some time ago; notes the present if it is unknown when it did. */
    boolean isIdleFor(String collection, Duration grace, Instant now) {
        Optional<Instant> since = metadata(collection).idleSince();
        if (since.isEmpty()) {
            noteIdle(collection, now);
            return grace.isZero();
        }
        return Duration.between(since.get(), now).compareTo(grace) >= 0;
    }

    /** Drops a collection unless an alias points to it; the server would drop the alias too. */
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
            throw new SetupException("Collection " + collection + " was not dropped: aliases "
                    + String.join(", ", aliases) + " point to it. Remove them first");
        }
        admin.drop(collection);
    }
}
