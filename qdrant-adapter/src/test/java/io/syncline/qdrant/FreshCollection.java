package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.syncline.core.port.VectorSink;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.util.function.Function;

/** A collection of its own for each test, which does not exist at first. */
final class FreshCollection implements VectorSinkFixture {

    private final QdrantServer server = QdrantServer.shared();
    private final String name = server.freshName();
    private final Function<String, QdrantVectorSinkBuilder> builder;
    private VectorSink sink;
    private byte[] copy = {};

    FreshCollection(Function<String, QdrantVectorSinkBuilder> builder) {
        this.builder = builder;
        this.sink = open();
    }

    private VectorSink open() {
        return builder.apply(name).build();
    }

    @Override
    public VectorSink sink() {
        return sink;
    }

    @Override
    public VectorSink reopen() {
        sink.close();
        sink = open();
        return sink;
    }

    @Override
    public VectorSink lose() {
        close();
        sink = open();
        return sink;
    }

    @Override
    public void keepCopy() {
        copy = new QdrantSnapshots(server).make(name);
    }

    /** Restores the snapshot into a new collection, and the alias. */
    @Override
    public VectorSink restoreCopy() {
        close();
        new QdrantSnapshots(server).restore(collection(), copy);
        CreateAlias alias = CreateAlias.newBuilder()
                .setAliasName(name)
                .setCollectionName(collection())
                .build();
        server.collections()
                .updateAliases(ChangeAliases.newBuilder()
                        .addActions(AliasOperations.newBuilder().setCreateAlias(alias))
                        .build());
        sink = open();
        return sink;
    }

    private String collection() {
        return name + "-g1";
    }

    @Override
    public void close() {
        sink.close();
        server.collections()
                .delete(DeleteCollection.newBuilder()
                        .setCollectionName(collection())
                        .build());
    }
}
