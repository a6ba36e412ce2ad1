package io.syncline.qdrant;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.port.Reindexing;
import java.util.List;

/** Declares the sink of type {@code qdrant} to configuration files. */
public final class QdrantAdapter implements AdapterProvider {

    /** For the service loader. */
    public QdrantAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        OptionSet<QdrantVectorSinkBuilder> options = OptionSet.of(QdrantVectorSink::builder)
                .with(
                        Option.text("host", "host of the server")
                                .confidential()
                                .defaultValue("localhost")
                                .common(),
                        QdrantVectorSinkBuilder::host)
                .with(
                        Option.number("port", "gRPC port of the server, not its REST port")
                                .range("1 to 65535")
                                .defaultValue("6334")
                                .common(),
                        QdrantVectorSinkBuilder::port)
                .with(
                        Option.flag("tls", "whether the connection is encrypted")
                                .defaultValue("false"),
                        QdrantVectorSinkBuilder::tls)
                .with(
                        Option.secret("api-key", "key that the server asks for; needs `tls` unless the server is local")
                                .example("${QDRANT_API_KEY}"),
                        QdrantVectorSinkBuilder::apiKey)
                .with(
                        Option.text("collection", "name of the collection")
                                .defaultValue("syncline")
                                .common(),
                        QdrantVectorSinkBuilder::collection)
                .with(
                        Option.flag("bulk-load", "whether the vector index is built at the end of the first sync only")
                                .defaultValue("true"),
                        QdrantVectorSinkBuilder::bulkLoad)
                .with(
                        Option.flag(
                                        "hybrid",
                                        "whether a sparse vector of each text's words is stored and searched too; `true` refuses a collection without")
                                .defaultText("`true`, except in a collection that was created without")
                                .example("false"),
                        QdrantVectorSinkBuilder::hybrid)
                .with(
                        Option.flag("vectors-on-disk", "whether a new collection serves vectors from disk")
                                .defaultValue("false"),
                        QdrantVectorSinkBuilder::vectorsOnDisk)
                .with(
                        Option.choice("quantisation", "how a new collection compresses vectors", Quantisation.class)
                                .defaultValue("none"),
                        QdrantVectorSinkBuilder::quantisation);
        return List.of(Adapter.builder(AdapterKind.SINK, "qdrant", options)
                .description("A collection of a Qdrant server")
                .ability(Reindexing.class, QdrantVectorSinkBuilder::reindex)
                .opens(QdrantVectorSinkBuilder::build));
    }
}
