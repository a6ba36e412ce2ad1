package io.syncline.onnx;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.InputType;
import java.nio.file.Path;
import java.util.List;

/** Embeds one text in a process of its own, prints the hash of its vector, and dies without cleaning up. */
final class ChildMain {

    private ChildMain() {}

    public static void main(String[] args) {
        OnnxEmbedder.Builder builder = OnnxEmbedder.builder().executor(Runnable::run);
        if (args.length > 0) {
            builder.nativeDirectory(Path.of(args[0]));
        }
        try {
            OnnxEmbedder embedder = builder.build();
            int hash = embedder.embed(List.of("partner"), InputType.DOCUMENT).hashCode();
            System.out.println("vector " + hash);
        } catch (SetupException e) {
            System.out.println("setup " + e.getMessage());
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
