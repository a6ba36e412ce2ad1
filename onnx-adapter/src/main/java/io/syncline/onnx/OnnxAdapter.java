package io.syncline.onnx;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.AdapterProvider;
import io.syncline.core.adapter.OptionSet;
import java.util.List;

/** Declares the embedder of type {@code onnx} to configuration files. */
public final class OnnxAdapter implements AdapterProvider {

    /** For the service loader. */
    public OnnxAdapter() {}

    @Override
    public List<Adapter<?>> adapters() {
        return List.of(Adapter.builder(AdapterKind.EMBEDDER, "onnx", OptionSet.of(OnnxEmbedder::builder))
                .description("MiniLM-L6-v2 in this process: 384 numbers in a vector, English, no network, no key")
                .opens(LazyEmbedder::new));
    }
}
