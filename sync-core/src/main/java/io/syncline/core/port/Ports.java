package io.syncline.core.port;

/** The four adapters of an engine. */
public record Ports(RecordSource source, Embedder embedder, VectorSink sink, MetadataStore metadata) {}
