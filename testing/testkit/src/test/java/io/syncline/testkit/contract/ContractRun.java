package io.syncline.testkit.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the contract tests of a class and reports which of them failed. */
final class ContractRun implements TestExecutionListener {

    private final Set<String> failed = new TreeSet<>();
    private int passed;

    private ContractRun() {}

    static ContractRun of(Class<?> contractTest) {
        ContractRun run = new ContractRun();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(contractTest))
                                .build(),
                        run);
        return run;
    }

    /** The names of the test methods that failed. */
    Set<String> failed() {
        return failed;
    }

    int passed() {
        return passed;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .ifPresent(source -> count(source.getMethodName(), result));
    }

    private void count(String method, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            passed++;
        } else {
            failed.add(method);
        }
    }
}
