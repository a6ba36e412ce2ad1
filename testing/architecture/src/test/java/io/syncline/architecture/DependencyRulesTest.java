package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which modules and packages may depend on which others. */
class DependencyRulesTest {

    private static final String API = "io.syncline.api";
    private static final String CORE = "io.syncline.core";
    private static final String PORT = CORE + ".port";
    private static final String TEXT = CORE + ".text";
    private static final String STATE = CORE + ".state";
    private static final String ADAPTER = CORE + ".adapter";

    @Test
    void moduleShouldSeeOnlyTheLibrariesListedForIt() {
        for (Module module : Project.coded()) {
            List<String> allowed = ThirdParties.of(module);
            assertThat(seen(
                            module,
                            target -> !ThirdParties.isJdk(target)
                                    && !ThirdParties.isIn(target, "io.syncline")
                                    && !ThirdParties.isIn(target, allowed)))
                    .as("libraries that %s may not see", module)
                    .isEmpty();
        }
    }

    @Test
    void libraryShouldBelongToOneModule() {
        Map<String, List<String>> owners = Project.coded().stream()
                .flatMap(module -> ThirdParties.own(module).stream().map(library -> Map.entry(library, module.name())))
                .filter(entry -> !ThirdParties.SHARED.contains(entry.getKey()))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        assertThat(owners)
                .allSatisfy((library, modules) ->
                        assertThat(modules).as("modules that see %s", library).hasSize(1));
    }

    @Test
    void apiShouldSeeNothingOfSynclineButItself() {
        assertThat(synclineSeenBy(Kind.API, API)).isEmpty();
    }

    @Test
    void coreShouldSeeOnlyTheApiAndItself() {
        assertThat(synclineSeenBy(Kind.CORE, API, CORE)).isEmpty();
    }

    @Test
    void adapterShouldSeeOnlyApiPortsStateAndItself() {
        for (Module adapter : Project.modules(Kind.ADAPTER)) {
            String own = Project.basePackage(adapter);
            assertThat(seen(
                            adapter,
                            target -> ThirdParties.isIn(target, "io.syncline")
                                    && !ThirdParties.isIn(
                                            target,
                                            List.of(API, PORT, STATE, ADAPTER, own, "io.syncline.embedding.http"))))
                    .as("packages that %s may not see", adapter)
                    .isEmpty();
        }
    }

    @Test
    void testkitShouldSeeOnlyWhatAdaptersSeeAndItself() {
        assertThat(synclineSeenBy(Kind.TESTKIT, API, PORT, ADAPTER, "io.syncline.testkit"))
                .isEmpty();
    }

    @Test
    void testServerShouldSeeNothingOfSynclineButItself() {
        assertThat(synclineSeenBy(Kind.TEST_SERVER, "io.syncline.odoo.testserver"))
                .isEmpty();
    }

    @Test
    void internalPackagesShouldBeSeenOnlyByTheCore() {
        for (Module module : Project.coded()) {
            if (module.kind() != Kind.CORE) {
                assertThat(seen(module, target -> ThirdParties.isIn(target, CORE + ".internal")))
                        .as("internal types of the engine that %s sees", module)
                        .isEmpty();
            }
        }
    }

    @Test
    void portsShouldNotSeeTheEngine() {
        assertThat(synclineSeenWithinCore(PORT, API, PORT)).isEmpty();
    }

    @Test
    void documentsShouldNotSeeTheEngine() {
        assertThat(synclineSeenWithinCore(TEXT, API, PORT, TEXT, ADAPTER)).isEmpty();
    }

    @Test
    void storesShouldNotSeeTheEngine() {
        assertThat(synclineSeenWithinCore(STATE, API, PORT, STATE, ADAPTER)).isEmpty();
    }

    private static Set<String> synclineSeenBy(Kind kind, String... allowed) {
        TreeSet<String> found = new TreeSet<>();
        for (Module module : Project.modules(kind)) {
            found.addAll(seen(
                    module,
                    target ->
                            ThirdParties.isIn(target, "io.syncline") && !ThirdParties.isIn(target, List.of(allowed))));
        }
        return found;
    }

    private static Set<String> synclineSeenWithinCore(String from, String... allowed) {
        Module core = Project.modules(Kind.CORE).get(0);
        return Project.classes(core).stream()
                .filter(origin -> ThirdParties.isIn(origin.getPackageName(), from))
                .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> ThirdParties.isIn(target(dependency), "io.syncline")
                        && !ThirdParties.isIn(target(dependency), List.of(allowed)))
                .map(Dependency::getDescription)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> seen(Module module, Predicate<String> unwanted) {
        return Project.classes(module).stream()
                .flatMap(DependencyRulesTest::dependencies)
                .filter(dependency -> unwanted.test(target(dependency)))
                .map(Dependency::getDescription)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Dependency> dependencies(JavaClass origin) {
        return origin.getDirectDependenciesFromSelf().stream();
    }

    private static String target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType().getPackageName();
    }
}
