/**
 * The ports between the engine and everything outside it; their values are in the packages below.
 *
 * <p>An adapter implements a port with primitive acts and classifies failures; policy (retries, batching, ordering,
 * locking, what to delete) lives in the engine. All ports are blocking and must be thread-safe: the engine calls them
 * from several threads concurrently. Each method's contract is held by the tests of {@code syncline-testkit}. The
 * values that cross a port are immutable.
 *
 * <p>Every method may throw any {@link io.syncline.api.failure.SyncException}, and nothing else that the caller did not
 * provoke by breaking a stated precondition. A call whose thread is interrupted restores the interrupt flag and throws
 * {@link io.syncline.api.failure.UnknownOutcomeException} or {@link io.syncline.api.failure.TransientException}.
 */
@NullMarked
package io.syncline.core.port;

import org.jspecify.annotations.NullMarked;
