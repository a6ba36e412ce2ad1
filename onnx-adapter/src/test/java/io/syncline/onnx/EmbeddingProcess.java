package io.syncline.onnx;

import ai.onnxruntime.OrtEnvironment;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.embedding.InputType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;

/**
 * Embeds one text in a process of its own, prints the hash of the vector, and halts without any cleanup. With the system
 * property {@value #SHUTDOWN}, it first does what the shutdown hook of ONNX Runtime does.
 */
final class EmbeddingProcess {

    static final String SHUTDOWN = "shutdown";

    private EmbeddingProcess() {}

    public static void main(String[] args) {
        OnnxEmbedderBuilder builder = OnnxEmbedder.builder().executor(Runnable::run);
        if (args.length > 0) {
            builder.nativeDirectory(Path.of(args[0]));
        }
        try {
            OnnxEmbedder embedder = builder.build();
            if (Boolean.getBoolean(SHUTDOWN)) {
                closeEnvironment();
            }
            int hash = embedder.embed(List.of("partner"), InputType.DOCUMENT).hashCode();
            System.out.println("vector " + hash);
        } catch (SetupException e) {
            System.out.println("setup " + e.getMessage());
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void closeEnvironment() {
        try {
            Field handle = OrtEnvironment.class.getDeclaredField("nativeHandle");
            handle.setAccessible(true);
            Method close = OrtEnvironment.class.getDeclaredMethod("close", long.class, long.class);
            close.setAccessible(true);
            close.invoke(null, EnvironmentRetainer.api(), handle.getLong(OrtEnvironment.getEnvironment()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
