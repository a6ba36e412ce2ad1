package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the rules see everything there is. */
class ModulesTest {

    @Test
    void everyModuleShouldHaveAKind() {
        assertThat(Project.modules())
                .allSatisfy(module -> assertThat(module.kind()).isNotNull());
    }

    @Test
    void everyModuleWithCodeShouldBeCompiledBeforeTheRules() {
        String pom = Module.text(Project.ROOT.resolve("sync-architecture/pom.xml"));
        List<String> named = Project.coded().stream()
                .map(Module::name)
                .filter(name -> pom.contains("<artifactId>" + name + "</artifactId>"))
                .toList();
        assertThat(named)
                .as("modules among the dependencies of sync-architecture")
                .containsExactlyElementsOf(
                        Project.coded().stream().map(Module::name).toList());
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
