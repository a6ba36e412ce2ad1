package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules cover every module. */
class ModulesTest {

    private static final Pattern OWN_ARTIFACT = Pattern.compile(
            "<groupId>io.syncline</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>\\$\\{project");
    private static final Pattern NAMES_OPENAI =
            Pattern.compile("syncline-openai|openai-adapter|io\\.syncline\\.openai|openai-compatible");
    private static final Pattern NOT_SENT = Pattern.compile("<excludeArtifact>([^<]+)</excludeArtifact>");
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `([a-z0-9*/-]+)` \\|");

    @Test
    void everyModuleShouldHaveAKind() {
        assertThat(Project.modules())
                .allSatisfy(module -> assertThat(module.kind()).isNotNull());
    }

    @Test
    void everyModuleWithCodeShouldBeCompiledBeforeTheRules() {
        // the adapters are dependencies of the command line, and so of the rules
        String pom = Module.text(Project.ROOT.resolve("testing/architecture/pom.xml"))
                + Module.text(Project.ROOT.resolve("sync-cli/pom.xml"));
        List<String> named = Project.coded().stream()
                .filter(module -> pom.contains("<artifactId>" + module.artifactId() + "</artifactId>"))
                .map(Module::name)
                .toList();
        assertThat(named)
                .as("modules among the dependencies of testing/architecture and sync-cli")
                .containsExactlyElementsOf(names(Project.coded().stream()));
    }

    @Test
    void everyFolderWithAPomShouldBeAModule() throws IOException, InterruptedException {
        List<String> folders = RepositoryFiles.all().stream()
                .map(RepositoryFiles::name)
                .filter(name -> name.matches(".+/pom\\.xml"))
                .map(name -> name.substring(0, name.lastIndexOf("/pom.xml")))
                .filter(name -> !name.startsWith("testing/consumers/projects/"))
                .toList();
        assertThat(folders)
                .as("folders with a pom.xml; the modules of the root POM are expected")
                .containsExactlyInAnyOrderElementsOf(names(Project.modules().stream()));
    }

    @Test
    void contributingShouldListTheModulesAndTheAdaptersAsOne() {
        List<String> listed = TABLE_ROW
                .matcher(Module.text(Project.ROOT.resolve("CONTRIBUTING.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(listed)
                .as("rows of CONTRIBUTING's table of modules; those of the root POM are expected, in its order")
                .containsExactlyElementsOf(Project.modules().stream()
                        .map(module -> module.isAdapter() ? "*-adapter" : module.name())
                        .distinct()
                        .toList());
    }

    @Test
    void bomShouldManageThePublishedModules() {
        List<String> published = Project.modules().stream()
                .filter(module -> module.isPublished() && module.kind() != Kind.BOM)
                .map(Module::artifactId)
                .toList();
        List<String> managed = OWN_ARTIFACT
                .matcher(Module.text(Project.ROOT.resolve("bom/pom.xml")))
                .results()
                .map(artifact -> artifact.group(1))
                .toList();
        assertThat(managed).as("our artifacts in bom/pom.xml").containsExactlyInAnyOrderElementsOf(published);
    }

    /** What was sent to Central cannot be withdrawn, and the plugin that sends does not know which modules are not deployed. */
    @Test
    void modulesThatAreNotPublishedShouldNotBeSent() {
        Stream<String> unpublished = Project.modules().stream()
                .filter(module -> !module.isPublished())
                .map(Module::artifactId);
        assertThat(NOT_SENT.matcher(Module.text(Project.ROOT.resolve("pom.xml")))
                        .results()
                        .map(artifact -> artifact.group(1)))
                .as("<excludeArtifact> in the root POM")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("syncline-parent"), unpublished).toList());
    }

    @Test
    void everyModuleShouldSayWhatItIs() {
        assertThat(Project.modules())
                .allSatisfy(module -> assertThat(Module.text(module.folder().resolve("pom.xml")))
                        .as("pom.xml of %s", module)
                        .contains("<name>Syncline ", "<description>"));
        assertThat(Project.coded())
                .allSatisfy(module -> assertThat(Module.text(module.folder().resolve("pom.xml")))
                        .as("pom.xml of %s", module)
                        .contains("<automatic.module.name>io.syncline."));
    }

    /** By the example of an adapter that no example, measurement or consumer uses. */
    @Test
    void adapterShouldNeedFourSharedFiles() throws IOException, InterruptedException {
        List<String> naming = RepositoryFiles.all().stream()
                .map(RepositoryFiles::name)
                .filter(name -> name.matches(".*\\.(java|xml|md|yaml|properties)"))
                .filter(name -> !name.startsWith("openai-adapter/") && !name.contains("/src/test/"))
                .filter(name -> NAMES_OPENAI
                        .matcher(Module.text(Project.ROOT.resolve(name)))
                        .find())
                .toList();
        assertThat(naming)
                .as("shared files that name the module openai-adapter, its package or its type")
                .containsExactlyInAnyOrder("pom.xml", "bom/pom.xml", "sync-cli/pom.xml", "docs/configuration.md");
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
                .allSatisfy(module -> assertThat(module.isPublished())
                        .as("%s is published", module)
                        .isFalse());
    }
}
