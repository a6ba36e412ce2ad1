package io.syncline.server.internal.api;

import io.syncline.server.internal.http.Answers;
import io.syncline.server.internal.http.GuardedServlet;
import io.syncline.server.internal.http.Guards;
import io.syncline.server.internal.http.Problem;
import io.syncline.server.internal.view.View;
import io.syncline.server.served.Served;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** The REST interface below {@code /api/}. Thread-safe. */
public final class ApiServlet extends GuardedServlet {

    /** Where it is. */
    public static final String PREFIX = "/api/";

    private static final long serialVersionUID = 1;
    private static final String DESCRIPTION = "/io/syncline/server/openapi.yaml";

    private final transient Supplier<Served> served;
    private final transient ModelEndpoints models;
    private final transient RunEndpoints runs;
    private final transient RecordEndpoints records;

    /**
     * A servlet.
     *
     * @param served what is served now
     */
    public ApiServlet(Guards guards, Supplier<Served> served) {
        super(guards, Access.TOKEN);
        this.served = served;
        this.models = new ModelEndpoints();
        this.runs = new RunEndpoints();
        this.records = new RecordEndpoints();
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Problem {
        List<String> path = ApiPath.of(request, PREFIX);
        if (path.equals(List.of("openapi.yaml"))) {
            Answers.send(response, "application/yaml", description());
            return;
        }
        ApiCall call = new ApiCall(served.get(), request, path);
        View view = route(call);
        Answers.send(response, call.status(), view);
    }

    private View route(ApiCall call) throws IOException, Problem {
        return switch (call.path().get(0)) {
            case "models" -> models.answer(call);
            case "runs" -> runs.answer(call);
            case "search" -> records.search(call);
            case "records" -> records.answer(call);
            default -> throw ApiPath.notFound();
        };
    }

    private static String description() throws IOException {
        try (InputStream in = ApiServlet.class.getResourceAsStream(DESCRIPTION)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + DESCRIPTION);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
