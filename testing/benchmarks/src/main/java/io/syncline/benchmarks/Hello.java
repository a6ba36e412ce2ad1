package io.syncline.benchmarks;

/** The smallest JVM process. */
final class Hello {

    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("Hello");
    }
}
