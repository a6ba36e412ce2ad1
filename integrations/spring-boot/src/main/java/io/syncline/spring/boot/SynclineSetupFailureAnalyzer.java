package io.syncline.spring.boot;

import io.syncline.api.failure.SetupException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows what a system refused at the start, such as a login or a database without tables, without a stack trace. */
final class SynclineSetupFailureAnalyzer extends AbstractFailureAnalyzer<SetupException> {

    private static final String ACTION =
            "Change what is named there, in the properties below 'syncline.' or in the system that refused it. To start"
                    + " without Syncline, set syncline.enabled=false.";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SetupException cause) {
        return new FailureAnalysis("Syncline cannot start: " + cause.getMessage(), ACTION, cause);
    }
}
