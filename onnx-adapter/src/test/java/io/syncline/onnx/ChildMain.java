package io.syncline.onnx;

import ai.onnxruntime.OrtEnvironment;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.InputType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;

/**
 * Embeds one text in a process of its own, prints the hash of its vector, and dies without cleaning up. With the system
 * property {@value #ENDING}, ONNX Runtime is first told what its own shutdown hook tells it.
 */
final class ChildMain {

    static final String ENDING = "ending";

    private ChildMain() {}

    public static void main(String[] args) {
        OnnxEmbedder.Builder builder = OnnxEmbedder.builder().executor(Runnable::run);
        if (args.length > 0) {
            builder.nativeDirectory(Path.of(args[0]));
        }
        try {
            OnnxEmbedder embedder = builder.build();
            if (Boolean.getBoolean(ENDING)) {
                endLikeTheHook();
            }
            int hash = embedder.embed(List.of("partner"), InputType.DOCUMENT).hashCode();
            System.out.println("vector " + hash);
        } catch (SetupException e) {
            System.out.println("setup " + e.getMessage());
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void endLikeTheHook() {
        try {
            Field handle = OrtEnvironment.class.getDeclaredField("nativeHandle");
            handle.setAccessible(true);
            Method close = OrtEnvironment.class.getDeclaredMethod("close", long.class, long.class);
            close.setAccessible(true);
            close.invoke(null, EnvironmentReference.api(), handle.getLong(OrtEnvironment.getEnvironment()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
