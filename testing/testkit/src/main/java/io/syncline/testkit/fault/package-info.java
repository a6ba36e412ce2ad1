/**
 * Ports that fail on purpose. A {@link io.syncline.testkit.fault.FaultInjector} wraps any adapter, records its calls and
 * makes those fail, wait or happen twice that its {@link io.syncline.testkit.fault.FaultPlan} names.
 */
@NullMarked
package io.syncline.testkit.fault;

import org.jspecify.annotations.NullMarked;
