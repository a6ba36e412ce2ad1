package io.syncline.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TomcatHostTest {

    /** Otherwise the server would report such a thread as a leak when it ends, in many lines. */
    @Test
    void threadThatARequestStartsShouldNotBelongToTheServer() throws Exception {
        AtomicReference<ClassLoader> inherited = new AtomicReference<>();
        HttpServlet servlet = new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                inherited.set(new Thread(() -> {}).getContextClassLoader());
            }
        };
        try (TomcatHost host = TomcatHost.start(WebSettings.plain("127.0.0.1", 0), Map.of("/", servlet))) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(host.url() + "/")).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }

        assertThat(inherited).hasValue(getClass().getClassLoader());
    }
}
