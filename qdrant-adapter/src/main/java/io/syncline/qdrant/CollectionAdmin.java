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

/** The acts on whole collections. */
final class CollectionAdmin {

    private static final Value NOTHING =
            Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();

    private final Connection connection;

    CollectionAdmin(Connection connection) {
        this.connection = connection;
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

    /** Creates a collection, unless somebody else just has. */
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

    /** Lets a name stand for a collection, in one step also if it stood for another. */
    void point(String alias, String collection) {
        ChangeAliases request = ChangeAliases.newBuilder()
                .addActions(AliasOperations.newBuilder()
                        .setCreateAlias(
                                CreateAlias.newBuilder().setAliasName(alias).setCollectionName(collection)))
                .build();
        Call call = Call.write("let " + alias + " stand for collection " + collection);
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

    /** Turns indexing off, after having noted what to go back to. */
    void deferIndexing(String collection, long threshold) {
        remember(collection, Metadata.BULK_LOAD, PayloadValues.of(threshold));
        indexFrom(collection, 0);
    }

    /** Turns indexing on again, and only then forgets that it was off. */
    void resumeIndexing(String collection, long threshold) {
        indexFrom(collection, threshold);
        forget(collection, Metadata.BULK_LOAD);
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
            throw new UnknownOutcomeException(
                    "Could not " + call.what() + ": Qdrant did not say that it was done in time");
        }
    }
}
