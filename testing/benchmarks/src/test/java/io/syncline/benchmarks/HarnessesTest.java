package io.syncline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every harness runs; its figures are not checked. */
class HarnessesTest {

    @TestFactory
    List<DynamicTest> harnessShouldReportSomethingAtItsSmallestSize() {
        return Harnesses.all().stream()
                .map(harness -> DynamicTest.dynamicTest(harness.name(), () -> {
                    Section section = harness.run(Size.SMOKE);
                    assertThat(section.title()).isNotBlank();
                    assertThat(section.text()).contains("|");
                }))
                .toList();
    }
}
