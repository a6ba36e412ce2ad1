package io.syncline.benchmarks;

/** The least that a process of Java can do. */
final class Hello {

    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("Hello");
    }
}
