package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All builders refuse the same mistakes, at the call that makes them, with the same exceptions. */
class BuildersTest {

    /** Setters of generated builders that may be called repeatedly: each call adds something. */
    private static final Pattern ADDING = Pattern.compile("(add|put)[A-Z].*");

    /** Generated types whose values a user chooses; the others are results. */
    private static final Pattern SETTINGS = Pattern.compile(".*(Settings|Request)");

    /** Setters that may be called repeatedly with the same arguments: the first rule that covers a call decides. */
    private static final Set<String> REPEATABLE =
            Set.of("SearchRequest.model", "FaultPlan.at", "FaultPlan.from", "FaultPlan.randomly");

    static Stream<BuiltType> types() {
        return BuiltType.all().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void setterShouldAcceptASample(BuiltType built) {
        assertThat(built.setters()).as("setters of %s", built).isNotEmpty();
        assertThat(built.setters())
                .filteredOn(setter -> built.accepted(setter).isEmpty())
                .extracting(BuildersTest::signature)
                .as("setters of %s that accept none of the values in Samples; add one", built)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void builderShouldBeATopLevelTypeWithoutPublicConstructor(BuiltType built) {
        if (built.isGenerated()) {
            return;
        }
        assertThat(built.builderType().getName()).isEqualTo(built.type().getName() + "Builder");
        assertThat(built.builderType().getDeclaredConstructors())
                .as("public constructors of %s", built.builderType())
                .noneMatch(constructor -> Modifier.isPublic(constructor.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void setterShouldRefuseNull(BuiltType built) {
        List<String> wrong = new ArrayList<>();
        for (Method setter : built.setters()) {
            for (int i = 0; i < setter.getParameterCount(); i++) {
                if (!setter.getParameterTypes()[i].isPrimitive()) {
                    Object[] arguments = setter.getParameterCount() == 1 ? new Object[1] : accepted(built, setter);
                    arguments[i] = null;
                    Optional<Throwable> failure = BuiltType.failure(setter, built.newBuilder(), arguments);
                    if (!failure.filter(refusal -> namesSetting(refusal, built)).isPresent()) {
                        wrong.add(signature(setter) + ", parameter " + (i + 1) + ": " + failure);
                    }
                }
            }
        }
        assertThat(wrong)
                .as("%s, null without a NullPointerException that names the setting", built)
                .isEmpty();
    }

    /** A generated builder leaves the message to the Java machine, which names the variable. */
    private static boolean namesSetting(Throwable refusal, BuiltType built) {
        return refusal instanceof NullPointerException
                && refusal.getMessage() != null
                && (built.isGenerated() || !refusal.getMessage().startsWith("Cannot "));
    }

    @ParameterizedTest
    @MethodSource("types")
    void setterShouldRefuseASecondValue(BuiltType built) {
        List<String> wrong = new ArrayList<>();
        for (Method setter : built.setters()) {
            if (built.copies() || accumulates(built, setter) || REPEATABLE.contains(built + "." + setter.getName())) {
                continue;
            }
            Object builder = built.newBuilder();
            Object[] arguments = accepted(built, setter);
            BuiltType.failure(setter, builder, arguments);
            Optional<Throwable> second = BuiltType.failure(setter, builder, arguments);
            if (!second.filter(IllegalStateException.class::isInstance).isPresent()) {
                wrong.add(signature(setter) + ": " + second);
            }
        }
        assertThat(wrong)
                .as("%s, settings given twice without an IllegalStateException", built)
                .isEmpty();
    }

    /** The lists and maps of a strict generated builder. */
    private static boolean accumulates(BuiltType built, Method setter) {
        Class<?> parameter = setter.getParameterTypes()[0];
        return built.isGenerated()
                && (ADDING.matcher(setter.getName()).matches()
                        || parameter.equals(Iterable.class)
                        || parameter.equals(Map.class));
    }

    @ParameterizedTest
    @MethodSource("types")
    void durationShouldHaveAnUpperBound(BuiltType built) {
        if (built.isGenerated() && !SETTINGS.matcher(built.toString()).matches()) {
            return;
        }
        assertThat(built.setters())
                .filteredOn(setter -> setter.getParameterTypes()[0].equals(Duration.class))
                .allSatisfy(setter -> assertThat(built.refusal(setter, Duration.ofSeconds(Long.MAX_VALUE)))
                        .as("%s.%s", built, signature(setter))
                        .containsInstanceOf(IllegalArgumentException.class)
                        .get()
                        .asString()
                        .contains(setter.getName()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void buildShouldNameAllMissingSettings(BuiltType built) {
        Throwable failure = catchThrowable(() -> built.build(built.newBuilder()));
        if (failure == null) {
            return;
        }
        assertThat(failure).as("%s without settings", built).isInstanceOf(IllegalStateException.class);
        List<Method> named = built.namedIn(failure.getMessage());
        assertThat(named)
                .as("settings of %s named by '%s'", built, failure.getMessage())
                .isNotEmpty();

        Object builder = built.newBuilder();
        Set<String> given = new TreeSet<>();
        for (Method setter : named) {
            if (given.add(setter.getName())) {
                BuiltType.failure(setter, builder, accepted(built, setter));
            }
        }
        Throwable still = catchThrowable(() -> built.build(builder));
        assertThat(still instanceof IllegalStateException)
                .as("%s with %s throws %s", built, given, still)
                .isFalse();
    }

    private static Object[] accepted(BuiltType built, Method setter) {
        return built.accepted(setter)
                .orElseThrow(() -> new AssertionError("No sample is accepted by " + built + "." + signature(setter)))
                .clone();
    }

    private static String signature(Method setter) {
        List<String> parameters =
                Stream.of(setter.getParameterTypes()).map(Class::getSimpleName).toList();
        return String.format(Locale.ROOT, "%s(%s)", setter.getName(), String.join(", ", parameters));
    }
}
