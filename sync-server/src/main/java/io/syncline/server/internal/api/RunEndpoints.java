package io.syncline.server.internal.api;

import io.syncline.server.internal.http.Problem;
import io.syncline.server.internal.view.View;
import io.syncline.service.run.TrackedRun;
import java.util.List;
import java.util.Optional;

/** {@code /api/runs}: the runs of this process. Thread-safe. */
final class RunEndpoints {

    private static final int ACCEPTED = 202;

    View answer(ApiCall call) throws Problem {
        List<String> path = call.path();
        return switch (path.size()) {
            case 1 -> all(call);
            case 2 -> one(call, path.get(1));
            default -> throw ApiPath.notFound();
        };
    }

    private static View all(ApiCall call) throws Problem {
        call.require("GET");
        Optional<String> model = call.parameter("model");
        return new View()
                .with(
                        "runs",
                        call.served().service().runs().newestFirst().stream()
                                .filter(run -> model.isEmpty()
                                        || run.descriptor().model().value().equals(model.get()))
                                .map(RunsView::summary)
                                .toList());
    }

    private static View one(ApiCall call, String id) throws Problem {
        Optional<TrackedRun> found = call.served().service().runs().find(id);
        TrackedRun run = found.orElseThrow(
                () -> Problem.of(
                        404,
                        "This server knows no such run. It remembers the last 100 that were asked for, and the last 100 of schedules, since it started"));
        if (call.is("DELETE")) {
            run.cancel();
            call.answerWith(ACCEPTED);
        } else {
            call.require("GET");
        }
        return RunsView.of(run);
    }
}
