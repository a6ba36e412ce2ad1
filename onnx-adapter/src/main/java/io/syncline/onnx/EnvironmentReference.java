package io.syncline.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps ONNX Runtime's environment alive to the very end of the process.
 *
 * <p>ONNX Runtime frees it in a shutdown hook of its own, while other hooks may still finish what they began; the next
 * text then crashes the process. The native environment counts its owners, so one more owner, never given back, keeps
 * it. There is no public way to become one.
 */
final class EnvironmentReference {

    private static final Logger log = LoggerFactory.getLogger(EnvironmentReference.class);
    private static final int ERRORS_ONLY = 3;

    private EnvironmentReference() {}

    static void keep() {
        try {
            Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            create.setAccessible(true);
            create.invoke(null, api(), ERRORS_ONLY, "syncline");
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.debug("Texts that are embedded while the process ends may crash it: {}", e.toString());
        }
    }

    static long api() throws ReflectiveOperationException {
        Field handle = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
        handle.setAccessible(true);
        return handle.getLong(null);
    }
}
