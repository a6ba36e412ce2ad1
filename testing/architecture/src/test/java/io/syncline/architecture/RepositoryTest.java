package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the repository, and the command that builds it. */
class RepositoryTest {

    @Test
    void listOfFilesShouldBeComplete() throws IOException, InterruptedException {
        List<String> names =
                RepositoryFiles.all().stream().map(RepositoryFiles::name).toList();
        assertThat(Stream.of("pom.xml", "README.md", "LICENSE", "docs/guarantees.md")
                        .filter(name -> !names.contains(name)))
                .as("files that are not in the list")
                .isEmpty();
        assertThat(names.stream().filter(name -> name.contains("target/classes")))
                .as("files that a build made")
                .isEmpty();
    }

    @Test
    void buildServersShouldRunTheCommandOfTheReadme() {
        assertThat(Module.text(Project.ROOT.resolve("README.md"))).contains("\n    mvn verify\n");
        assertThat(Module.text(Project.ROOT.resolve(".ci/run")).strip())
                .endsWith("exec mvn --batch-mode --no-transfer-progress verify");
    }
}
