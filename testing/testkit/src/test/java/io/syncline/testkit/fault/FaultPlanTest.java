package io.syncline.testkit.fault;

import static io.syncline.testkit.PortMethod.SINK_DELETE;
import static io.syncline.testkit.PortMethod.SINK_UPSERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.testkit.PortMethod;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    private final Fault fault = Fault.failTransient();

    @Test
    void planShouldNameSingleCalls() {
        FaultPlan plan = FaultPlan.builder()
                .at(SINK_UPSERT, 2, fault)
                .at(SINK_UPSERT, 5, fault)
                .build();
        assertThat(faulty(plan, SINK_UPSERT, 7)).containsExactly(2L, 5L);
        assertThat(faulty(plan, SINK_DELETE, 7)).as("another method").isEmpty();
    }

    @Test
    void planShouldNameAllCallsFromOneOn() {
        FaultPlan plan = FaultPlan.builder().from(SINK_UPSERT, 4, fault).build();
        assertThat(faulty(plan, SINK_UPSERT, 6)).containsExactly(4L, 5L, 6L);
    }

    @Test
    void firstRuleShouldCountWhenSeveralHold() {
        Fault other = Fault.failSetup();
        FaultPlan plan = FaultPlan.builder()
                .at(SINK_UPSERT, 4, other)
                .from(SINK_UPSERT, 3, fault)
                .build();
        assertThat(plan.fault(SINK_UPSERT, 4)).contains(other);
        assertThat(plan.fault(SINK_UPSERT, 3)).contains(fault);
    }

    @Test
    void randomPlanShouldDependOnItsSeedOnly() {
        FaultPlan plan = random(42);
        List<Long> chosen = faulty(plan, SINK_UPSERT, 10_000);
        assertThat(chosen).as("about one in ten").hasSizeBetween(850, 1150);
        assertThat(faulty(random(42), SINK_UPSERT, 10_000)).as("same seed").isEqualTo(chosen);
        assertThat(faulty(random(43), SINK_UPSERT, 10_000)).as("another seed").isNotEqualTo(chosen);
        assertThat(faulty(plan, SINK_DELETE, 10_000)).as("another method").isNotEqualTo(chosen);
        assertThat(faulty(plan, PortMethod.SINK_TRIM, 10_000))
                .as("a method that is not named")
                .isEmpty();
    }

    @Test
    void randomPlanShouldRefuseInvalidProbabilities() {
        FaultPlanBuilder builder = FaultPlan.builder();
        assertThatThrownBy(() -> builder.randomly(1, 1.5, fault, SINK_UPSERT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.randomly(1, Double.NaN, fault, SINK_UPSERT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private FaultPlan random(long seed) {
        return FaultPlan.builder()
                .randomly(seed, 0.1, fault, SINK_UPSERT, SINK_DELETE)
                .build();
    }

    private static List<Long> faulty(FaultPlan plan, PortMethod method, long calls) {
        return LongStream.rangeClosed(1, calls)
                .filter(number -> plan.fault(method, number).isPresent())
                .boxed()
                .toList();
    }
}
