package io.syncline.server.internal.api;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.api.filter.Condition;
import io.syncline.api.filter.InvalidConditionException;
import io.syncline.api.json.JsonForm;
import io.syncline.server.internal.http.Problem;
import io.syncline.server.internal.view.View;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /api/search} and {@code /api/records}. Thread-safe. */
final class RecordEndpoints {

    private static final int HITS = 10;
    private static final int PARTS = 4;

    View search(ApiCall call) throws Problem {
        call.require("GET");
        if (call.path().size() > 1) {
            throw ApiPath.notFound();
        }
        call.requireParameters("q", "model", "where", "limit", "offset", "as");
        String query = call.parameter("q").orElseThrow(() -> Problem.of(400, "'q' is missing: what to search for"));
        Set<ModelName> models = models(call);
        SearchRequest request = SearchRequest.builder()
                .query(query)
                .models(models)
                .where(where(call))
                .visibleTo(call.rights())
                .limit(call.number("limit", HITS))
                .offset(call.number("offset", 0))
                .build();
        // an empty set would stand for all models
        List<SearchHit> hits =
                models.isEmpty() ? List.of() : call.served().engine().search(request);
        return new View()
                .with("success", true)
                .with("query", query)
                .with("source", call.served().source())
                .with("hits", hits.stream().map(JsonForm.SEARCH_HIT::of).toList());
    }

    private static Set<ModelName> models(ApiCall call) throws Problem {
        Optional<String> model = call.parameter("model");
        return model.isPresent()
                ? Set.of(call.model(model.get()))
                : call.served().service().settings().models().keySet();
    }

    private static Optional<Condition> where(ApiCall call) throws Problem {
        try {
            return call.parameter("where").map(Condition::parse);
        } catch (InvalidConditionException e) {
            throw Problem.of(400, "'where': " + e.getMessage());
        }
    }

    View answer(ApiCall call) throws Problem {
        List<String> path = call.path();
        if (path.size() != PARTS || !path.get(3).equals("explain")) {
            throw ApiPath.notFound();
        }
        call.require("GET");
        call.requireParameters("as");
        ModelName model = call.model(path.get(1));
        RecordId id = WrittenRecordId.parse(path.get(2));
        Optional<RecordAccess> rights = call.rights();
        if (rights.isPresent() && !isReadable(rights.get(), model, id)) {
            throw Problem.of(404, "There is no record " + id + " of " + model + " that this person may read");
        }
        return new View()
                .with("success", true)
                .withAll(JsonForm.RECORD_EXPLANATION.of(call.served().engine().explain(model, id)));
    }

    /** A model that the person may not read is one without records; who is not let in at all, is told so. */
    private static boolean isReadable(RecordAccess rights, ModelName model, RecordId id) {
        try {
            return rights.readable(model, List.of(id)).contains(id);
        } catch (SetupException e) {
            rights.requireLogin();
            return false;
        }
    }
}
