package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether the rules see everything there is. */
class ModulesTest {

    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `([a-z/-]+)` \\|");

    @Test
    void everyModuleShouldHaveAKind() {
        assertThat(Project.modules())
                .allSatisfy(module -> assertThat(module.kind()).isNotNull());
    }

    @Test
    void everyModuleWithCodeShouldBeCompiledBeforeTheRules() {
        String pom = Module.text(Project.ROOT.resolve("testing/architecture/pom.xml"));
        List<String> named = Project.coded().stream()
                .filter(module -> pom.contains("<artifactId>" + module.artifactId() + "</artifactId>"))
                .map(Module::name)
                .toList();
        assertThat(named)
                .as("modules among the dependencies of testing/architecture")
                .containsExactlyElementsOf(names(Project.coded().stream()));
    }

    @Test
    void everyFolderWithAPomShouldBeAModule() throws IOException, InterruptedException {
        List<String> folders = RepositoryFiles.all().stream()
                .map(RepositoryFiles::name)
                .filter(name -> name.matches(".+/pom\\.xml"))
                .map(name -> name.substring(0, name.lastIndexOf("/pom.xml")))
                .toList();
        assertThat(folders)
                .as("folders with a pom.xml; the modules of the root POM are expected")
                .containsExactlyInAnyOrderElementsOf(names(Project.modules().stream()));
    }

    @Test
    void contributingShouldListTheModules() {
        List<String> listed = TABLE_ROW
                .matcher(Module.text(Project.ROOT.resolve("CONTRIBUTING.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(listed)
                .as("rows of CONTRIBUTING's table of modules; those of the root POM are expected, in its order")
                .containsExactlyElementsOf(names(Project.modules().stream()));
    }

    @Test
    void everyPublishedModuleShouldBeManaged() {
        String pom = Module.text(Project.ROOT.resolve("pom.xml"));
        assertThat(Project.modules())
                .filteredOn(ModulesTest::isPublished)
                .allSatisfy(module -> assertThat(pom)
                        .as("dependencyManagement of the root POM")
                        .contains("<artifactId>" + module.artifactId() + "</artifactId>"));
    }

    @Test
    void everyModuleShouldSayWhatItIs() {
        assertThat(Project.modules())
                .allSatisfy(module -> assertThat(Module.text(module.folder().resolve("pom.xml")))
                        .as("pom.xml of %s", module)
                        .contains("<name>Syncline ", "<description>", "<automatic.module.name>io.syncline."));
    }

    private static boolean isPublished(Module module) {
        return !Module.text(module.folder().resolve("pom.xml")).contains("<maven.deploy.skip>true</maven.deploy.skip>");
    }

    private static List<String> names(Stream<Module> modules) {
        return modules.map(Module::name).toList();
    }

    @Test
    void everyModuleShouldHaveClasses() {
        assertThat(Project.coded())
                .allSatisfy(module -> assertThat(Project.classes(module))
                        .as("classes of %s", module)
                        .isNotEmpty());
    }

    @Test
    void moduleOfTestsShouldNotBePublished() {
        assertThat(Project.modules())
                .filteredOn(module -> module.kind() == Kind.TESTS)
                .allSatisfy(module -> assertThat(Module.text(module.folder().resolve("pom.xml")))
                        .contains("<maven.deploy.skip>true</maven.deploy.skip>"));
    }
}
