package io.syncline.service.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated days detect every planted fault. */
class PlantedFaultsTest {

    @TempDir
    private Path directory;

    /** A test of the days with its arguments. */
    private record Play(Object tests, Method method, List<Object> arguments) {

        /** What it found wrong. */
        Optional<AssertionError> play() throws ReflectiveOperationException {
            try {
                method.invoke(tests, arguments.toArray());
                return Optional.empty();
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof AssertionError wrong) {
                    return Optional.of(wrong);
                }
                throw e;
            }
        }
    }

    /** A test of the service with a fault, once for each of its arguments. */
    private List<Play> days(String name, List<PlantedFault.Edit> edits) throws Exception {
        Class<?> tests = FaultyService.with(edits, directory).loadClass(SimulatedDayTest.class.getName());
        Constructor<?> constructor = tests.getDeclaredConstructor();
        constructor.setAccessible(true);
        List<Play> days = new ArrayList<>();
        for (Method method : tests.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                method.setAccessible(true);
                ValueSource values = method.getAnnotation(ValueSource.class);
                if (values == null) {
                    days.add(day(constructor, method));
                } else {
                    IntStream.of(values.ints()).forEach(value -> days.add(day(constructor, method, value)));
                }
            }
        }
        assertThat(days).as("the test %s", name).isNotEmpty();
        return days;
    }

    private static Play day(Constructor<?> tests, Method method, Object... arguments) {
        try {
            return new Play(tests.newInstance(), method, List.of(arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That a fault is detected says something only if the same day passes without it. */
    @ParameterizedTest
    @ValueSource(strings = {"dayShouldHaveNoOverlapNoGapAndNoPileUp", "timeThatTheClocksSkipShouldBeCaughtUpOnce"})
    void serviceWithoutAFaultShouldPass(String name) throws Exception {
        for (Play day : days(name, List.of())) {
            assertThat(day.play()).as(name).isEmpty();
        }
    }

    static List<PlantedFault> faults() {
        return PlantedFault.all();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void plantedFaultShouldBeDetected(PlantedFault fault) throws Exception {
        boolean caught = false;
        for (Play day : days(fault.day(), fault.edits())) {
            caught = caught || day.play().isPresent();
        }

        assertThat(caught)
                .as("%s breaks a promise of %s", fault.what(), fault.day())
                .isTrue();
    }
}
