package io.syncline.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A public type with a public {@code builder()} method.
 *
 * @param type the type that is built
 * @param factory the method, without parameters
 */
record BuiltType(Class<?> type, Method factory) {

    private static final Pattern BUILD = Pattern.compile("build|start");

    static List<BuiltType> all() {
        return Project.coded().stream()
                .filter(module -> module.kind() != Kind.PROGRAM)
                .flatMap(module -> Project.classes(module).stream())
                .filter(type -> type.isTopLevelClass()
                        && type.getModifiers().contains(JavaModifier.PUBLIC)
                        && !type.getPackageName().contains(".internal")
                        && startsABuilder(type))
                .map(JavaClass::reflect)
                .flatMap(type -> of(type).stream())
                .toList();
    }

    /** By its code: a type may use libraries that no class path has at once, such as two lines of Spring Boot. */
    private static boolean startsABuilder(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(method -> method.getName().equals("builder")
                        && method.getModifiers().contains(JavaModifier.PUBLIC)
                        && method.getRawParameterTypes().isEmpty());
    }

    /** The methods that give a setting. */
    List<Method> setters() {
        return Stream.of(builderType().getMethods())
                .filter(method -> method.getParameterCount() > 0
                        && !method.isBridge()
                        && method.getReturnType().isAssignableFrom(builderType())
                        && !method.getReturnType().equals(Object.class)
                        && !isCopy(method))
                .toList();
    }

    Class<?> builderType() {
        return factory.getReturnType();
    }

    /** Whether Immutables wrote the builder. */
    boolean isGenerated() {
        return builderType().getSuperclass().getSimpleName().equals("Builder")
                && builderType().getSuperclass().getName().contains("Immutable");
    }

    Object newBuilder() {
        return call(factory, null).orElseThrow(IllegalStateException::new);
    }

    /** Calls build(), and closes what was built. */
    Object build(Object builder) throws Throwable {
        Method build = Stream.of(builderType().getMethods())
                .filter(method -> BUILD.matcher(method.getName()).matches() && method.getParameterCount() == 0)
                .findFirst()
                .orElseThrow();
        build.setAccessible(true);
        try {
            Object built = build.invoke(builder);
            if (built instanceof AutoCloseable closeable) {
                closeable.close();
            }
            return built;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The settings that a message names. */
    List<Method> namedIn(String message) {
        return setters().stream()
                .filter(setter -> Pattern.compile("\\b" + setter.getName() + "\\b")
                        .matcher(message)
                        .find())
                .toList();
    }

    /** Arguments that a setter accepts. */
    Optional<Object[]> accepted(Method setter) {
        return Samples.of(setter).stream()
                .filter(arguments -> failure(setter, newBuilder(), arguments).isEmpty())
                .findFirst();
    }

    /** Whether the builder can start from a value, whose parts it may then replace. */
    boolean copies() {
        return Stream.of(builderType().getMethods()).anyMatch(this::isCopy);
    }

    private boolean isCopy(Method method) {
        return isGenerated() && method.getName().equals("from");
    }

    /** A value with nothing but what {@code build()} requires; empty if the samples do not suffice. */
    Optional<Object> minimal() {
        try {
            return Optional.of(complete(newBuilder()));
        } catch (Throwable refused) {
            return Optional.empty();
        }
    }

    /** How a value is refused: by its setter, or by {@code build()} with all that it requires. */
    Optional<Throwable> refusal(Method setter, Object value) {
        Object builder = newBuilder();
        Optional<Throwable> early = failure(setter, builder, value);
        if (early.isPresent()) {
            return early;
        }
        try {
            complete(builder);
            return Optional.empty();
        } catch (Throwable late) {
            return Optional.of(late);
        }
    }

    private Object complete(Object builder) throws Throwable {
        try {
            return build(builder);
        } catch (Throwable incomplete) {
            namedIn(String.valueOf(incomplete.getMessage()))
                    .forEach(setter -> accepted(setter).ifPresent(some -> failure(setter, builder, some)));
        }
        return build(builder);
    }

    /** The type that a factory without parameters starts to build, if there is one. */
    static Optional<BuiltType> of(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("builder")
                        && Modifier.isPublic(method.getModifiers())
                        && method.getParameterCount() == 0)
                .findFirst()
                .map(method -> new BuiltType(type, method));
    }

    /** What a call throws. */
    static Optional<Throwable> failure(Method method, Object target, Object... arguments) {
        try {
            method.setAccessible(true);
            method.invoke(target, arguments);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Object> call(Method method, Object target) {
        try {
            return Optional.ofNullable(method.invoke(target));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
