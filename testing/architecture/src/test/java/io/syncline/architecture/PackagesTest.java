package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How classes are divided into packages. */
class PackagesTest {

    private static final int MOST_TYPES = 25;
    private static final Pattern MAP = Pattern.compile("The types, in the[ \n*]+order");

    @ParameterizedTest
    @MethodSource("coded")
    void packagesShouldBeFreeOfCycles(Module module) {
        SlicesRuleDefinition.slices()
                .assignedFrom(new ByPackage())
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(Project.classes(module));
    }

    private static Stream<Module> coded() {
        return Project.coded().stream();
    }

    @Test
    void packageOfTheCoreShouldHaveFewTypes() {
        Module core = Project.modules(Kind.CORE).get(0);
        Map<String, Long> large = Project.classes(core).stream()
                .filter(type -> type.isTopLevelClass()
                        && !type.getSimpleName().startsWith("Immutable")
                        && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        large.values().removeIf(types -> types <= MOST_TYPES);
        assertThat(large).as("packages with more than %d types", MOST_TYPES).isEmpty();
    }

    /** A package without subpackages may be large if its {@code package-info} lists the types by what they do. */
    @Test
    void mapOfTypesShouldBeComplete() throws Exception {
        int maps = 0;
        for (Path info : RepositoryFiles.java("src/main/java")) {
            if (!info.endsWith("package-info.java")
                    || !MAP.matcher(Module.text(info)).find()) {
                continue;
            }
            maps++;
            try (Stream<Path> files = Files.list(info.getParent())) {
                assertThat(files.filter(Files::isRegularFile)
                                .map(file -> file.getFileName().toString().replace(".java", ""))
                                .filter(name -> !name.equals("package-info")))
                        .as("types of %s", RepositoryFiles.name(info))
                        .allMatch(name -> Pattern.compile("\\b" + name + "\\b")
                                .matcher(Module.text(info))
                                .find());
            }
        }
        assertThat(maps).as("maps of types").isPositive();
    }

    @Test
    void packageShouldBelongToOneModule() {
        Map<String, List<String>> owners = new TreeMap<>();
        for (Module module : Project.modules()) {
            module.packages()
                    .forEach(name -> owners.merge(
                            name,
                            List.of(module.name()),
                            (some, more) ->
                                    Stream.concat(some.stream(), more.stream()).toList()));
        }
        owners.values().removeIf(modules -> modules.size() == 1);
        assertThat(owners).as("packages split between modules").isEmpty();
    }

    private static final class ByPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
