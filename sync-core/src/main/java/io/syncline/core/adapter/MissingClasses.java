package io.syncline.core.adapter;

/** What a jar lacks whose classes cannot be loaded or linked, in words for a message. */
final class MissingClasses {

    private MissingClasses() {}

    /** The problem behind an error of the class loader, such as {@code the class path lacks com.example.Client}. */
    static String problem(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root.getMessage() == null) {
            return root.getClass().getSimpleName() + "; ask the author of its jar";
        }
        String message = root.getMessage();
        return isAbsent(root) && message.indexOf(' ') < 0
                ? "the class path lacks " + message.replace('/', '.') + "; add the jar that has it"
                : message.lines().findFirst().orElse(message);
    }

    private static boolean isAbsent(Throwable root) {
        return root instanceof ClassNotFoundException || root instanceof NoClassDefFoundError;
    }
}
