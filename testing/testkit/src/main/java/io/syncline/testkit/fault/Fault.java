package io.syncline.testkit.fault;

import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A fault of a call. Immutable and thread-safe, as far as the gates and waiters given to it are. */
public final class Fault {

    private final String name;
    private final Around around;

    private Fault(String name, Around around) {
        this.name = name;
        this.around = around;
    }

    /** A fault as code: decides whether, when and how often the call happens. */
    @FunctionalInterface
    public interface Around {

        /**
         * Handles a call. The caller gets the answer of the call's first execution, so this method must execute it, or
         * throw.
         *
         * @param call what is called
         * @param execution executes the call on the real port
         */
        void handle(PortCall call, Runnable execution);
    }

    /** A wait before or after a call. */
    @FunctionalInterface
    private interface Pause {
        void run() throws InterruptedException;
    }

    /**
     * A fault as code.
     *
     * @param name the name of the fault, for messages
     * @param around what it does
     * @return the fault
     */
    public static Fault of(String name, Around around) {
        return new Fault(name, around);
    }

    private static Fault failing(String name, Function<String, RuntimeException> failure) {
        return of(name, (call, execution) -> {
            throw failure.apply(message(name, call));
        });
    }

    private static String message(String name, PortCall call) {
        return "Injected into " + call + ": " + name;
    }

    /**
     * The call is not executed and throws a {@link TransientException}.
     *
     * @return the fault
     */
    public static Fault failTransient() {
        return failing("FAIL_TRANSIENT", message -> new TransientException(message, null));
    }

    /**
     * The call is not executed and throws a {@link TransientException} that asks to wait.
     *
     * @param retryAfter how long
     * @return the fault
     */
    public static Fault failTransient(Duration retryAfter) {
        return failing("FAIL_TRANSIENT", message -> new TransientException(message, null, retryAfter));
    }

    /**
     * The call is not executed and throws a {@link RejectedException}.
     *
     * @return the fault
     */
    public static Fault failRejected() {
        return failing("FAIL_REJECTED", RejectedException::new);
    }

    /**
     * The call is not executed and throws a {@link SetupException}.
     *
     * @return the fault
     */
    public static Fault failSetup() {
        return failing("FAIL_SETUP", SetupException::new);
    }

    /**
     * The call is not executed and throws a {@link LostRaceException}.
     *
     * @return the fault
     */
    public static Fault failLostRace() {
        return failing("FAIL_LOST_RACE", LostRaceException::new);
    }

    /**
     * The request is lost: the call is not executed, but throws an {@link UnknownOutcomeException}.
     *
     * @return the fault
     */
    public static Fault unknownOutcomeBefore() {
        return failing("UNKNOWN_OUTCOME_BEFORE", UnknownOutcomeException::new);
    }

    /**
     * The answer is lost: the call is executed, and then throws an {@link UnknownOutcomeException}.
     *
     * @return the fault
     */
    public static Fault unknownOutcomeAfter() {
        String name = "UNKNOWN_OUTCOME_AFTER";
        return of(name, (call, execution) -> {
            execution.run();
            throw new UnknownOutcomeException(message(name, call));
        });
    }

    /**
     * The call is late: it throws an {@link UnknownOutcomeException} immediately, and is executed when the test runs
     * it, after whatever the caller has done since.
     *
     * @param underway receives the execution, to run it later
     * @return the fault
     */
    public static Fault unknownOutcomeLater(Consumer<Runnable> underway) {
        String name = "UNKNOWN_OUTCOME_LATER";
        return of(name, (call, execution) -> {
            underway.accept(execution);
            throw new UnknownOutcomeException(message(name, call));
        });
    }

    /**
     * The call is executed twice, one after the other, and gives the first answer.
     *
     * @return the fault
     */
    public static Fault duplicate() {
        return of("DUPLICATE", (call, execution) -> {
            execution.run();
            execution.run();
        });
    }

    /**
     * The call is executed after a while.
     *
     * @param waiter what waits
     * @param time how long
     * @return the fault
     */
    public static Fault delay(Waiter waiter, Duration time) {
        return of("DELAY", (call, execution) -> {
            pause(call, () -> waiter.await(time));
            execution.run();
        });
    }

    /**
     * The call waits at a gate and is executed once that is open.
     *
     * @param gate where it waits
     * @return the fault
     */
    public static Fault block(Gate gate) {
        return of("BLOCK", (call, execution) -> {
            pause(call, gate::pass);
            execution.run();
        });
    }

    /**
     * The call is executed, and its answer waits at a gate.
     *
     * @param gate where it waits
     * @return the fault
     */
    public static Fault blockAnswer(Gate gate) {
        return of("BLOCK_ANSWER", (call, execution) -> {
            execution.run();
            try {
                gate.pass();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnknownOutcomeException(call + " was interrupted before its answer came", e);
            }
        });
    }

    private static void pause(PortCall call, Pause pause) {
        try {
            pause.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException(call + " was interrupted before it was sent", e);
        }
    }

    <T> T apply(PortCall call, Supplier<T> delegate) {
        FirstAnswer<T> answer = new FirstAnswer<>();
        around.handle(call, () -> answer.offer(delegate.get()));
        return answer.get(this);
    }

    /** The kind of fault. */
    @Override
    public String toString() {
        return name;
    }
}
