package io.syncline.cli.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.cli.flink.JobManagerException.Kind;
import io.syncline.core.adapter.http.ClosableHttpClient;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The REST interface of a JobManager. Blocks. Thread-safe. */
public final class JobManager implements AutoCloseable {

    private static final String BOUNDARY = "syncline-job-jar";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    /** An upload, and a program that reads a configuration and submits its job. */
    private static final Duration SUBMISSION = Duration.ofMinutes(5);

    private static final int OK = 200;
    private static final int REDIRECTS = 300;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;

    private final JsonMapper json = new JsonMapper();
    private final URI address;
    private final ClosableHttpClient client = new ClosableHttpClient(
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT), null);

    /**
     * A client, which connects when it is used.
     *
     * @param address such as {@code http://jobmanager:8081}, without a slash at its end
     */
    public JobManager(URI address) {
        this.address = address;
    }

    /**
     * Uploads a jar.
     *
     * @return its name on the cluster
     */
    String upload(Path jar) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        try {
            BodyPublisher body = BodyPublishers.concat(
                    BodyPublishers.ofString(head, StandardCharsets.UTF_8),
                    BodyPublishers.ofFile(jar),
                    BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n", StandardCharsets.UTF_8));
            HttpRequest.Builder request = request("/jars/upload", SUBMISSION)
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(body);
            String file = send(request, "upload " + jar).path("filename").asText();
            return file.substring(file.lastIndexOf('/') + 1);
        } catch (FileNotFoundException e) {
            throw new JobManagerException("The job jar " + jar + " cannot be read", Kind.REFUSED);
        }
    }

    /** Removes a jar, if it is there. */
    void remove(String jar) {
        send(request("/jars/" + jar).DELETE(), "remove the jar " + jar);
    }

    /**
     * Runs a jar.
     *
     * @return the id of the job
     */
    String run(String jar, List<String> arguments, int parallelism) {
        String body = text(Map.of("programArgsList", arguments, "parallelism", parallelism));
        HttpRequest.Builder request =
                request("/jars/" + jar + "/run", SUBMISSION).header("Content-Type", "application/json");
        return send(request.POST(BodyPublishers.ofString(body)), "run the job")
                .path("jobid")
                .asText();
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException("A request has a value that is not JSON", e);
        }
    }

    /** What is known of a job. */
    JsonNode job(String id) {
        return send(request("/jobs/" + id).GET(), "describe job " + id);
    }

    /** The accumulators of a job. */
    JsonNode accumulators(String id) {
        return send(request("/jobs/" + id + "/accumulators").GET(), "send the result of job " + id);
    }

    /** Why a job failed. */
    JsonNode exceptions(String id) {
        return send(request("/jobs/" + id + "/exceptions").GET(), "say why job " + id + " failed");
    }

    /** Metrics of the coordinator of a vertex, by their names; all names if there are none. */
    JsonNode metrics(String id, String vertex, List<String> names) {
        String query =
                names.isEmpty() ? "" : "?get=" + URLEncoder.encode(String.join(",", names), StandardCharsets.UTF_8);
        return send(
                request("/jobs/" + id + "/vertices/" + vertex + "/jm-operator-metrics" + query)
                        .GET(),
                "send the progress of job " + id);
    }

    /** Asks for the end of a job. */
    void cancel(String id) {
        send(request("/jobs/" + id + "?mode=cancel").method("PATCH", BodyPublishers.noBody()), "cancel job " + id);
    }

    private HttpRequest.Builder request(String path) {
        return request(path, ANSWER);
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(address + "/v1" + path)).timeout(timeout);
    }

    private JsonNode send(HttpRequest.Builder request, String what) {
        try {
            HttpResponse<byte[]> answer = client.get().send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() < OK || answer.statusCode() >= REDIRECTS) {
                throw refused(answer, what);
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new JobManagerException(
                    "The JobManager " + address + " cannot be asked to " + what + ": "
                            + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()),
                    Kind.UNREACHABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobManagerException(
                    "Interrupted while asking the JobManager " + address + " to " + what, Kind.UNREACHABLE);
        }
    }

    /** With the root of what Flink reports; the rest is a stack trace. */
    private JobManagerException refused(HttpResponse<byte[]> answer, String what) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        String reason = "";
        try {
            reason = JobTraces.ofErrors(json.readTree(body).path("errors"));
        } catch (IOException e) {
            // not of Flink
        }
        return new JobManagerException(
                "The JobManager " + address + " refused to " + what + " (HTTP " + answer.statusCode() + ")"
                        + (reason.isEmpty() ? "" : ": " + reason),
                kind(answer.statusCode()));
    }

    private static Kind kind(int status) {
        return switch (status) {
            case NOT_FOUND -> Kind.UNKNOWN;
            case UNAVAILABLE -> Kind.UNREACHABLE;
            default -> Kind.REFUSED;
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
