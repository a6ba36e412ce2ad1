package io.syncline.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the native environment of ONNX Runtime alive until the process ends.
 *
 * <p>ONNX Runtime frees it in a shutdown hook. If another shutdown hook embeds a text after that, the process crashes. The
 * native environment is reference-counted, so one additional reference that is never released keeps it alive. There is no
 * public method for that.
 */
final class EnvironmentRetainer {

    private static final Logger log = LoggerFactory.getLogger(EnvironmentRetainer.class);
    private static final int ERRORS_ONLY = 3;

    private EnvironmentRetainer() {}

    static void retain() {
        try {
            Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            create.setAccessible(true);
            create.invoke(null, api(), ERRORS_ONLY, "syncline");
        } catch (ReflectiveOperationException | RuntimeException e) {
            log.debug("Cannot retain the ONNX environment; embedding during shutdown may crash: {}", e.toString());
        }
    }

    static long api() throws ReflectiveOperationException {
        Field handle = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
        handle.setAccessible(true);
        return handle.getLong(null);
    }
}
