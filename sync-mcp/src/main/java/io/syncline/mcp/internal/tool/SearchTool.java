package io.syncline.mcp.internal.tool;

import io.syncline.api.ModelName;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.filter.Condition;
import io.syncline.api.filter.InvalidConditionException;
import io.syncline.api.json.JsonForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tool that searches. Thread-safe. */
final class SearchTool implements Tool {

    private static final int LIMIT = 5;

    private final ToolContext context;
    private final ClientForms forms;

    SearchTool(ToolContext context) {
        this.context = context;
        this.forms = new ClientForms(context.messages());
    }

    @Override
    public Map<String, Object> call(ToolCall call) {
        ToolArguments arguments = call.arguments();
        Optional<ModelName> model = arguments.text("model_name").map(context.models()::resolve);
        Set<ModelName> models =
                model.map(Set::of).orElseGet(() -> Set.copyOf(context.models().all()));
        SearchRequest request = InvalidCallException.unless(SearchRequest.builder()
                .query(arguments.required("query"))
                .models(models)
                .where(arguments.text("where").map(SearchTool::condition))
                .offset((int) arguments.number("offset", 0))
                .limit((int) arguments.number("limit", LIMIT))
                .hybrid(arguments.flag("hybrid"))
                .visibleTo(context.settings().visibleTo())::build);
        // an empty set would stand for all models
        List<SearchHit> hits =
                models.isEmpty() ? List.of() : context.engine().get().search(request);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data_notice", UntrustedText.NOTICE);
        answer.put("hits", hits.stream().map(this::view).toList());
        return answer;
    }

    private static Condition condition(String written) {
        try {
            return Condition.parse(written);
        } catch (InvalidConditionException e) {
            throw new InvalidCallException("'where': " + e.getMessage());
        }
    }

    private Map<String, Object> view(SearchHit hit) {
        int length = context.settings().textLength();
        Map<String, Object> view = forms.of(JsonForm.SEARCH_HIT, hit);
        view.put("text", UntrustedText.cut(hit.text(), length));
        view.put("text_cut", UntrustedText.isLonger(hit.text(), length));
        view.put("payload", UntrustedText.values(hit.payload()));
        return view;
    }
}
