package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each port has a contract, and every implementation of a port is tested by it. */
class ContractsTest {

    private static final String PORT = "io.syncline.core.port";

    @Test
    void everyPortShouldHaveAContract() {
        Module testkit = Project.modules(Kind.TESTKIT).get(0);
        assertThat(ports())
                .isNotEmpty()
                .allSatisfy(port -> assertThat(Project.classes(testkit).contain(contract(port)))
                        .as("%s is there", contract(port))
                        .isTrue());
    }

    /** Stands for a store that does not exist: it only reads as empty, and refuses every write. */
    private static final String ABSENT_SINK = "io.syncline.core.internal.run.AbsentSink";

    @Test
    void everyImplementationShouldRunTheContractOfItsPort() {
        for (Module module : Project.modules(Kind.CORE, Kind.ADAPTER, Kind.TESTKIT)) {
            if (module.kind() == Kind.ADAPTER && !module.isAdapter()) {
                continue;
            }
            for (JavaClass port : ports()) {
                List<JavaClass> implementations = Project.classes(module).stream()
                        .filter(type -> !type.isInterface() && type.isAssignableTo(port.getName()))
                        .filter(type -> !type.getName().equals(ABSENT_SINK))
                        .toList();
                if (!implementations.isEmpty()) {
                    assertThat(tests(module, implementations))
                            .as(
                                    "a test of %s that implements %sContract, for %s",
                                    module, port.getSimpleName(), implementations)
                            .anyMatch(test -> runs(port, test));
                }
            }
        }
    }

    /** The tests that may run a module's contracts; those of the core are elsewhere, see docs/adr/0001. */
    private static List<String> tests(Module module, List<JavaClass> implementations) {
        if (module.kind() != Kind.CORE) {
            return module.testSources();
        }
        return Project.modules().stream()
                .filter(other -> other.name().equals("testing/engine-tests"))
                .flatMap(other -> other.testSources().stream())
                .filter(test -> implementations.stream()
                        .anyMatch(type -> test.contains("new " + type.getSimpleName() + "(")
                                || test.contains(type.getSimpleName() + ".")))
                .toList();
    }

    private static boolean runs(JavaClass port, String test) {
        return Pattern.compile("\\b(class|record|interface) \\w+[^{]*\\b(implements|extends)\\b[^{]*\\b"
                        + port.getSimpleName() + "Contract\\b")
                .matcher(test)
                .find();
    }

    private static List<JavaClass> ports() {
        Module core = Project.modules(Kind.CORE).get(0);
        return Project.classes(core).stream()
                .filter(type -> type.getPackageName().equals(PORT)
                        && type.isInterface()
                        && type.isAssignableTo(AutoCloseable.class))
                .toList();
    }

    private static String contract(JavaClass port) {
        return "io.syncline.testkit.contract." + port.getSimpleName() + "Contract";
    }

    @Test
    void portsShouldBeThoseThatTheDesignNames() {
        Stream<String> names = ports().stream().map(JavaClass::getSimpleName);
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "RecordSource",
                        "Embedder",
                        "VectorSink",
                        "MetadataStore",
                        "Reindexing",
                        "TextExtractor",
                        "ChangeSignals");
    }
}
