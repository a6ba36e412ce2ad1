package io.syncline.core;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;

/** The four adapters of an engine. */
record Ports(RecordSource source, Embedder embedder, VectorSink sink, MetadataStore metadata) {}
