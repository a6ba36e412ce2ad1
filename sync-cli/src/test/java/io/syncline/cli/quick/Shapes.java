package io.syncline.cli.quick;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lambdas and method references of all kinds, and what comes of them. */
@SuppressWarnings("UnnecessaryLambda")
public final class Shapes implements Supplier<Map<String, Object>> {

    private final String name = "shapes";
    private final List<String> heard = new ArrayList<>();

    /** Made by tests. */
    public Shapes() {}

    private interface Named {

        String given();

        private String upper() {
            return given().toUpperCase(java.util.Locale.ROOT);
        }

        default Supplier<String> loud() {
            return () -> upper() + "!";
        }

        static Supplier<Named> of(String name) {
            return () -> () -> name;
        }
    }

    private static class Parent {

        protected String greeting(String whom) {
            return "hello " + whom;
        }
    }

    private static final class Child extends Parent {

        private final int age;

        private Child(int age) {
            this.age = age;
        }

        @Override
        protected String greeting(String whom) {
            Function<String, String> above = super::greeting;
            return above.andThen(text -> text + " from " + age).apply(whom);
        }

        private int older(int years) {
            return age + years;
        }
    }

    private enum Size {
        SMALL,
        LARGE
    }

    @Override
    public Map<String, Object> get() {
        Map<String, Object> results = new TreeMap<>();
        captures(results);
        references(results);
        conversions(results);
        nests(results);
        results.put("heard", heard);
        return results;
    }

    private void captures(Map<String, Object> results) {
        boolean flag = name.isEmpty();
        byte small = (byte) name.length();
        char letter = name.charAt(0);
        short number = (short) (small + 1);
        int whole = number * 2;
        long large = whole * 1_000_000_000L;
        float single = 1.5f * whole;
        double precise = single / 7;
        int[] many = {whole, number};
        Supplier<String> all = () -> name + flag + small + letter + number + whole + large + single + precise + many[1];
        results.put("captures", all.get());
        Supplier<String> none = () -> "nothing";
        results.put("captures none", none.get());
        IntBinaryOperator between = (a, b) -> a * 10 + b + whole;
        results.put("captures and takes", between.applyAsInt(3, 4));
        BiFunction<Long, Double, Double> wide = (a, b) -> a + b + large + precise;
        results.put("wide values", wide.apply(1L, 2.0));
        results.put(
                "of one place",
                IntStream.range(0, 2).mapToObj(i -> constant()).distinct().count());
    }

    private static Supplier<String> constant() {
        return () -> "same";
    }

    private void references(Map<String, Object> results) {
        Function<String, Integer> unbound = String::length;
        results.put("of any object", unbound.apply("four"));
        Supplier<Integer> bound = name::length;
        results.put("of one object", bound.get());
        Function<String, Integer> fixed = Integer::parseInt;
        results.put("static", fixed.apply("12"));
        IntFunction<Child> made = Child::new;
        results.put("constructor", made.apply(5).age);
        IntFunction<String[]> arrays = String[]::new;
        results.put("array constructor", arrays.apply(3).length);
        Supplier<List<String>> generic = ArrayList::new;
        results.put("generic constructor", generic.get());
        BiFunction<Child, Integer, Integer> hidden = Child::older;
        results.put("private method of a member", hidden.apply(new Child(2), 3));
        results.put("method above", new Child(9).greeting("world"));
        Comparator<Size> natural = Enum::compareTo;
        results.put("generic receiver", natural.compare(Size.LARGE, Size.SMALL));
        Function<Object[], List<Object>> variable = List::of;
        results.put("variable arguments", variable.apply(new Object[] {1, "a"}));
        Consumer<String> added = heard::add;
        added.accept("result dropped");
        Runnable longDropped = this::count;
        longDropped.run();
        Supplier<? extends Comparable<?>> sized = Size.LARGE::name;
        results.put("wildcard", sized.get());
        Callable<Object> thrown = this::failing;
        results.put("exception", failure(thrown));
    }

    private long count() {
        heard.add("counted");
        return heard.size();
    }

    private Object failing() throws IOException {
        throw new IOException("as it should");
    }

    private static String failure(Callable<Object> work) {
        try {
            return String.valueOf(work.call());
        } catch (Exception expected) {
            return expected.toString();
        }
    }

    private static void conversions(Map<String, Object> results) {
        ToIntFunction<Integer> unboxed = i -> i + 1;
        results.put("unboxes", unboxed.applyAsInt(1));
        ToLongFunction<Integer> unboxedAndWidened = Integer::intValue;
        results.put("unboxes and widens", unboxedAndWidened.applyAsLong(2));
        ToDoubleFunction<Long> toDouble = Long::longValue;
        results.put("long to double", toDouble.applyAsDouble(3L));
        IntToLongFunction widened = Math::abs;
        results.put("widens an argument", widened.applyAsLong(-4));
        DoubleUnaryOperator narrow = Math::round;
        results.put("widens a result", narrow.applyAsDouble(4.6));
        LongSupplier boxed = Integer.valueOf(7)::intValue;
        results.put("widens the result of one object", boxed.getAsLong());
        Function<Integer, Object> box = Math::abs;
        results.put("boxes a result", box.apply(-8));
        Function<Character, Integer> character = Character::getNumericValue;
        results.put("char", character.apply('7'));
        Function<Float, Double> single = Float::doubleValue;
        results.put("float", single.apply(2.5f));
        UnaryOperator<Boolean> flag = b -> !b;
        results.put("boolean", flag.apply(true));
        BiFunction<Byte, Short, Integer> tiny = (a, b) -> a + b;
        results.put("byte and short", tiny.apply((byte) 1, (short) 2));
        results.put(
                "streams",
                Stream.of("b", "a", "c")
                        .sorted(Comparator.comparing(Function.<String>identity())
                                .reversed())
                        .collect(Collectors.joining("+")));
    }

    private void nests(Map<String, Object> results) {
        Named named = Named.of(name).get();
        results.put("interface", named.loud().get());
        Supplier<Supplier<String>> nested = () -> () -> name + heard.size();
        results.put("nested", nested.get().get());
        Runnable anonymous = new Runnable() {
            @Override
            public void run() {
                Runnable inner = () -> heard.add("anonymous " + name);
                inner.run();
            }
        };
        anonymous.run();
        results.put("two bounds", compared(name).get());
        Function<String, String> kept = (Function<String, String> & Serializable) text -> text + " kept";
        results.put("serialised", copy(kept).apply(name));
    }

    private static <T extends CharSequence & Comparable<String>> Supplier<Integer> compared(T text) {
        Function<String, Integer> other = text::compareTo;
        return () -> text.length() + other.apply("shapes");
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
            out.flush();
            return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
