package io.syncline.qdrant;

import io.grpc.Status;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.util.Optional;

/** Creates, changes, renames and drops collections. */
final class CollectionAdmin {

    private static final Value NOTHING =
            Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();

    private final QdrantConnection connection;

    CollectionAdmin(QdrantConnection connection) {
        this.connection = connection;
    }

    /** The server's description of a collection; empty if there is none of that name. */
    Optional<CollectionInfo> find(String collection) {
        try {
            return Optional.of(info(collection));
        } catch (SetupException e) {
            if (Status.fromThrowable(e).getCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
            return Optional.empty();
        }
    }

    CollectionInfo info(String collection) {
        GetCollectionInfoRequest request = GetCollectionInfoRequest.newBuilder()
                .setCollectionName(collection)
                .build();
        return connection
                .await(
                        Call.read("describe collection " + collection),
                        connection.collections().get(request))
                .getResult();
    }

    /** Creates a collection, unless another process has created it. */
    void create(CreateCollection request) {
        Call call = Call.write("create collection " + request.getCollectionName());
        try {
            requireDone(call, connection.await(call, connection.collections().create(request)));
        } catch (SetupException e) {
            if (Status.fromThrowable(e).getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    /** Points an alias to a collection, atomically if it pointed to another one. */
    void point(String alias, String collection) {
        ChangeAliases request = ChangeAliases.newBuilder()
                .addActions(AliasOperations.newBuilder()
                        .setCreateAlias(
                                CreateAlias.newBuilder().setAliasName(alias).setCollectionName(collection)))
                .build();
        Call call = Call.write("point alias " + alias + " to collection " + collection);
        requireDone(call, connection.await(call, connection.collections().updateAliases(request)));
    }

    void remember(String collection, String name, Value value) {
        update(UpdateCollection.newBuilder()
                .setCollectionName(collection)
                .putMetadata(name, value)
                .build());
    }

    void forget(String collection, String name) {
        remember(collection, name, NOTHING);
    }

    void drop(String collection) {
        Call call = Call.write("drop collection " + collection);
        DeleteCollection request =
                DeleteCollection.newBuilder().setCollectionName(collection).build();
        requireDone(call, connection.await(call, connection.collections().delete(request)));
    }

    /** Records the indexing threshold, and then disables indexing. */
    void deferIndexing(String collection, long threshold) {
        remember(collection, CollectionMetadata.BULK_LOAD, PayloadValues.of(threshold));
        indexFrom(collection, 0);
    }

    /** Enables indexing, and then removes the record. */
    void resumeIndexing(String collection, long threshold) {
        indexFrom(collection, threshold);
        forget(collection, CollectionMetadata.BULK_LOAD);
    }

    private void indexFrom(String collection, long threshold) {
        update(UpdateCollection.newBuilder()
                .setCollectionName(collection)
                .setOptimizersConfig(OptimizersConfigDiff.newBuilder().setIndexingThreshold(threshold))
                .build());
    }

    private void update(UpdateCollection request) {
        Call call = Call.write("change the settings of collection " + request.getCollectionName());
        requireDone(call, connection.await(call, connection.collections().update(request)));
    }

    static void requireDone(Call call, CollectionOperationResponse response) {
        if (!response.getResult()) {
            throw new UnknownOutcomeException("Could not " + call.what() + ": Qdrant did not confirm it in time");
        }
    }
}
