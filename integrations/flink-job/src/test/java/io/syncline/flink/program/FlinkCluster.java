package io.syncline.flink.program;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A standalone cluster on the loopback interface: JobManager, TaskManagers with two slots each, and ZooKeeper if the JobManager is to
 * be restarted. Each is a process of its own, without the scripts of a distribution.
 */
final class FlinkCluster implements AutoCloseable {

    static final int SLOTS = 2;
    private static final long BOUND_SECONDS = 180;
    private static final Pattern SLOTS_FREE = Pattern.compile("\"slots-available\":(\\d+)");

    private final Path directory;
    private final Map<String, String> environment;
    private final Map<String, String> settings = new TreeMap<>();
    private final List<FlinkProcess> all = new ArrayList<>();
    private final List<FlinkProcess> taskManagers = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int restPort = freePort();
    private FlinkProcess jobManager;
    private int processes;

    private FlinkCluster(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /** A cluster whose JobManager recovers its jobs, if {@code lasting}. */
    static FlinkCluster start(int taskManagers, boolean lasting, Map<String, String> environment) {
        FlinkCluster cluster = new FlinkCluster(newDirectory(), environment);
        try {
            cluster.configure();
            if (lasting) {
                cluster.startZooKeeper();
            }
            cluster.startJobManager();
            for (int i = 0; i < taskManagers; i++) {
                cluster.addTaskManager();
            }
            cluster.awaitSlots(taskManagers * SLOTS);
            return cluster;
        } catch (RuntimeException e) {
            String logs = cluster.logs();
            cluster.close();
            throw new IllegalStateException("No cluster:\n" + logs, e);
        }
    }

    private void configure() {
        settings.putAll(Map.of(
                "jobmanager.rpc.address", "127.0.0.1",
                "jobmanager.rpc.port", Integer.toString(freePort()),
                "jobmanager.bind-host", "127.0.0.1",
                "rest.address", "127.0.0.1",
                "rest.bind-address", "127.0.0.1",
                "rest.port", Integer.toString(restPort),
                "taskmanager.host", "127.0.0.1",
                "taskmanager.bind-host", "127.0.0.1",
                "taskmanager.numberOfTaskSlots", Integer.toString(SLOTS),
                "metrics.fetcher.update-interval", "500"));
        // the scripts of a distribution work these out
        settings.putAll(Map.of(
                "taskmanager.cpu.cores", "2",
                "taskmanager.memory.framework.heap.size", "64m",
                "taskmanager.memory.task.heap.size", "128m",
                "taskmanager.memory.framework.off-heap.size", "64m",
                "taskmanager.memory.task.off-heap.size", "0",
                "taskmanager.memory.managed.size", "0",
                "taskmanager.memory.network.min", "16m",
                "taskmanager.memory.network.max", "16m",
                "taskmanager.memory.jvm-metaspace.size", "320m"));
        // a loaded machine
        settings.putAll(Map.of(
                "pekko.startup-timeout",
                "2min",
                "pekko.ask.timeout",
                "1min",
                // a TaskManager is often ready before the JobManager
                "cluster.registration.error-delay",
                "1s"));
        settings.putAll(Map.of(
                "taskmanager.memory.jvm-overhead.min", "64m",
                "taskmanager.memory.jvm-overhead.max", "64m",
                "heartbeat.interval", "2s",
                "heartbeat.timeout", "12s",
                "blob.storage.directory", directory.resolve("blobs").toString(),
                "execution.checkpointing.interval", "1s",
                "restart-strategy.type", "fixed-delay",
                "restart-strategy.fixed-delay.attempts", "50",
                "restart-strategy.fixed-delay.delay", "500ms"));
    }

    private void startZooKeeper() {
        int port = freePort();
        Path home = newProcessDirectory();
        write(
                home.resolve("zoo.cfg"),
                "clientPort=" + port + "\nclientPortAddress=127.0.0.1\nadmin.enableServer=false\n"
                        + "tickTime=500\ndataDir=" + home.resolve("data") + "\n");
        settings.putAll(Map.of(
                "high-availability.type",
                "zookeeper",
                "high-availability.zookeeper.quorum",
                "127.0.0.1:" + port,
                "high-availability.storageDir",
                directory.resolve("ha").toUri().toString(),
                "high-availability.zookeeper.client.session-timeout",
                "4s"));
        all.add(FlinkProcess.start(
                home,
                Map.of(),
                "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                "--zkConfigFile",
                home.resolve("zoo.cfg").toString(),
                "--peerId",
                "1"));
    }

    /** Starts a JobManager, also in the place of one that was killed. */
    void startJobManager() {
        jobManager = start("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    }

    FlinkProcess jobManager() {
        return jobManager;
    }

    FlinkProcess addTaskManager() {
        FlinkProcess started = start("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
        taskManagers.add(started);
        return started;
    }

    /** Those that were started, dead ones too. */
    List<FlinkProcess> taskManagers() {
        return List.copyOf(taskManagers);
    }

    private FlinkProcess start(String type) {
        Path home = newProcessDirectory();
        String yaml = settings.entrySet().stream()
                .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"")
                .collect(joining("\n"));
        write(home.resolve("config.yaml"), yaml + "\n");
        FlinkProcess process = FlinkProcess.start(home, environment, type, "--configDir", home.toString());
        all.add(process);
        return process;
    }

    /** The files of all processes, logs, configurations, blobs and states among them, that hold a text. */
    List<Path> filesWith(String text) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    try {
                        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                            found.add(file);
                        }
                    } catch (NoSuchFileException e) {
                        // removed by the cluster meanwhile
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** The cluster removes files meanwhile. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException thrown) {
                    return FileVisitResult.CONTINUE;
                }
            });
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The REST address, as {@code --jobmanager} takes it. */
    String address() {
        return "127.0.0.1:" + restPort;
    }

    void awaitSlots(int slots) {
        Waits.until(
                Duration.ofSeconds(BOUND_SECONDS),
                () -> freeSlots() >= slots || !jobManager.isAlive(),
                () -> "No " + slots + " slots:\n" + logs());
        if (!jobManager.isAlive()) {
            throw new IllegalStateException("The JobManager has ended:\n" + logs());
        }
    }

    private int freeSlots() {
        Matcher found = SLOTS_FREE.matcher(get("/overview"));
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    /** What the JobManager answers; empty if it does not. */
    String get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + path))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    String logs() {
        Map<String, String> tails = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            String log = all.get(i).log();
            tails.put("process " + i, log.substring(Math.max(0, log.length() - 6000)));
        }
        return tails.entrySet().stream()
                .map(entry -> "--- " + entry.getKey() + "\n" + entry.getValue())
                .collect(joining("\n"));
    }

    private Path newProcessDirectory() {
        try {
            return Files.createDirectory(directory.resolve("process-" + processes++));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("syncline-flink-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        all.forEach(FlinkProcess::close);
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // a process that was just killed may have removed some
            return;
        }
    }
}
