package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Calls that no class may make, or only listed ones. */
class CodeRulesTest {

    /** The classes that may ask the system for the time, for randomness, or for a pause. */
    private static final Set<String> SYSTEM_TIME_AND_RANDOMNESS = Set.of(
            // the engine's loop runs on the system's nanoseconds
            "io.syncline.core.DefaultSyncEngine",
            "io.syncline.core.SourceAccess",
            // the default of a builder that takes any randomness
            "io.syncline.core.SyncEngineBuilder",
            "io.syncline.service.SyncServiceBuilder",
            // identities of new stores; both take others from tests
            "io.syncline.qdrant.QdrantVectorSinkBuilder",
            "io.syncline.testkit.memory.InMemoryVectorSinkBuilder",
            // waits while another process holds the file's lock
            "io.syncline.core.state.StateLock",
            // defaults of builders that take any clock
            "io.syncline.core.state.FileMetadataStore",
            "io.syncline.odoo.NetworkSettings",
            "io.syncline.sql.SqlRecordSourceBuilder",
            "io.syncline.sqlite.SqliteStoreBuilder",
            "io.syncline.sqlite.WriterTurns",
            "io.syncline.testkit.memory.InMemoryRecordSource",
            "io.syncline.testkit.memory.SyntheticRecordSource",
            "io.syncline.odoo.testserver.OdooServer",
            // ends tests that hang
            "io.syncline.testkit.fault.Gate",
            // the default of a server that takes any time
            "io.syncline.service.run.SystemTime",
            // waits for a server process to listen
            "io.syncline.testkit.postgres.PgvectorProcess",
            "io.syncline.testkit.postgres.PgBouncerProcess",
            "io.syncline.testkit.qdrant.QdrantProcess",
            // a server with a simulated latency
            "io.syncline.odoo.testserver.HostileBodies",
            "io.syncline.testkit.embedding.EmbeddingServer",
            // asks a cluster for the state of a job
            "io.syncline.cli.flink.SubmittedSync",
            // identities of sources in a job, waits for a predecessor's lease and for ranges
            "io.syncline.flink.SyncSource",
            "io.syncline.flink.internal.SyncTime$1",
            "io.syncline.flink.internal.RangeLoop",
            // waits for the threads of a job that has ended, and for a collection
            "io.syncline.flink.internal.JobThreads",
            "io.syncline.flink.program.ReindexEngines",
            // passes the process's clock to the commands
            "io.syncline.cli.serve.RunningService",
            "io.syncline.cli.ProcessShell",
            "io.syncline.cli.Session",
            // waits between two syncs
            "io.syncline.cli.Repetition");

    private static final Set<String> SYSTEM_CALLS = Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.Math.random",
            "java.lang.Thread.sleep",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.concurrent.locks.LockSupport.parkNanos",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.system",
            "java.time.InstantSource.system",
            "java.util.random.RandomGenerator.getDefault");

    /** The classes that make threads. Everything else runs on threads that it was given. */
    private static final Set<String> THREAD_MAKERS = Set.of(
            // defaults where no executor is given
            "io.syncline.core.Workers",
            // of runs and requests of a server
            "io.syncline.service.ServiceThreads",
            "io.syncline.spring.boot.StarterThreads",
            "io.syncline.server.Hooks",
            "io.syncline.mcp.ServerThreads",
            "io.syncline.flink.internal.SyncThreads",
            "io.syncline.onnx.LargeStack",
            // waits for a process and reads beside its watch, and the threads of that process
            "io.syncline.tika.TikaTextExtractorBuilder",
            "io.syncline.tika.ReaderMain",
            "io.syncline.onnx.InferenceExecutor",
            // daemon threads, and a thread group to find those of an HTTP client
            "io.syncline.core.adapter.http.ClosableHttpClient",
            // runs when the process receives a signal
            "io.syncline.cli.ProcessSignals",
            "io.syncline.cli.WaitNotice",
            // asks for rights no longer than a person waits
            "io.syncline.cli.wiring.OpenAsker",
            // one thread for each model in progress
            "io.syncline.cli.ModelRounds",
            // clients of a contract, and of a server
            "io.syncline.testkit.contract.Concurrently",
            "io.syncline.testkit.embedding.EmbeddingServer",
            "io.syncline.odoo.testserver.HttpListener",
            // ends its server with this process
            "io.syncline.testkit.postgres.PgvectorProcess",
            "io.syncline.testkit.qdrant.QdrantProcess");

    private static final Set<String> POOLS = Set.of(
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool",
            "java.util.Timer");

    private static final Set<String> RANDOM_MAKERS = Set.of("java.util.Random", "java.security.SecureRandom");

    @Test
    void everyPackageShouldBeNullMarked() {
        TreeSet<String> unmarked = classes()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(found -> found.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked).as("packages without @NullMarked").isEmpty();
    }

    @Test
    void systemTimeAndRandomnessShouldBeUsedOnlyByTheClassesListed() {
        assertThat(callersOf(CodeRulesTest::asksTheSystem))
                .as("classes that ask the system for time, randomness or a pause")
                .isEqualTo(present(SYSTEM_TIME_AND_RANDOMNESS));
    }

    @Test
    void threadsShouldBeMadeOnlyByTheClassesListed() {
        assertThat(callersOf(CodeRulesTest::makesThreads))
                .as("classes that make threads")
                .isEqualTo(present(THREAD_MAKERS));
    }

    private static Set<String> callersOf(Predicate<JavaCodeUnitAccess<?>> unwanted) {
        return classes()
                .filter(type -> type.getCodeUnitAccessesFromSelf().stream().anyMatch(unwanted))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> present(Set<String> listed) {
        return classes()
                .map(JavaClass::getName)
                .filter(listed::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean makesThreads(JavaCodeUnitAccess<?> access) {
        AccessTarget.CodeUnitAccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        boolean thread = owner.equals("java.lang.Thread")
                && Set.of("<init>", "ofVirtual", "ofPlatform", "startVirtualThread")
                        .contains(target.getName());
        boolean pool = target.getName().equals("<init>") && POOLS.contains(owner);
        boolean factory = owner.equals("java.util.concurrent.Executors")
                && target.getName().startsWith("new");
        return thread || pool || factory;
    }

    private static boolean asksTheSystem(JavaCodeUnitAccess<?> access) {
        AccessTarget.CodeUnitAccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        String call = owner + "." + target.getName();
        boolean now = owner.startsWith("java.time.")
                && target.getName().equals("now")
                && access.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.getName().equals("java.time.Clock"));
        boolean random =
                target.getName().equals("<init>") && RANDOM_MAKERS.contains(owner) && hasNoSeed(access.getTarget());
        return now || random || SYSTEM_CALLS.contains(call);
    }

    private static boolean hasNoSeed(AccessTarget.CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().isEmpty();
    }

    @Test
    void classShouldHaveNoStaticFieldThatChanges() {
        TreeSet<String> fields = classes()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.FINAL)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(JavaField::getFullName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(fields).as("static fields that are not final").isEmpty();
    }

    @Test
    void onlyProgramsShouldTalkToPeopleDirectly() {
        assertThat(usersOf(CodeRulesTest::isStandardStream))
                .as("classes that use System.out, System.err or printStackTrace")
                .isEmpty();
    }

    @Test
    void onlyProgramsShouldChooseALogger() {
        assertThat(usersOf(access -> access.startsWith("java.util.logging.")))
                .as("classes that use java.util.logging")
                .isEmpty();
    }

    private static boolean isStandardStream(String access) {
        return access.equals("java.lang.System.out")
                || access.equals("java.lang.System.err")
                || access.startsWith("java.lang.Throwable.printStackTrace");
    }

    private static Set<String> usersOf(Predicate<String> unwanted) {
        return Project.modules(Kind.API, Kind.CORE, Kind.ADAPTER, Kind.TESTKIT, Kind.TEST_SERVER, Kind.FRONT_END)
                .stream()
                .flatMap(module -> Project.classes(module).stream())
                .filter(type -> type.getAccessesFromSelf().stream()
                        .map(access -> access.getTarget().getOwner().getName() + "."
                                + access.getTarget().getName())
                        .anyMatch(unwanted))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JavaClass> classes() {
        return Project.coded().stream().flatMap(module -> Project.classes(module).stream());
    }
}
