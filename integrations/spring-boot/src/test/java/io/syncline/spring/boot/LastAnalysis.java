package io.syncline.spring.boot;

import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Takes what Spring Boot would print in place of a stack trace. Spring Boot makes it, so the analyses are static. */
final class LastAnalysis implements FailureAnalysisReporter {

    static final LinkedBlockingQueue<FailureAnalysis> REPORTED = new LinkedBlockingQueue<>();

    @Override
    public void report(FailureAnalysis analysis) {
        REPORTED.add(analysis);
    }
}
