package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no file of the repository holds. */
class RepositoryTest {

    /** Hosts of package registries, in pieces so that this file is not among the finds. */
    private static final List<String> REGISTRIES = Stream.of(
                    List.of("repo1", "maven", "org"),
                    List.of("repo", "maven", "apache", "org"),
                    List.of("central", "sonatype", "com"),
                    List.of("oss", "sonatype", "org"),
                    List.of("maven", "google", "com"),
                    List.of("plugins", "gradle", "org"),
                    List.of("jcenter", "bintray", "com"),
                    List.of("registry", "npmjs", "org"),
                    List.of("registry", "yarnpkg", "com"),
                    List.of("pypi", "org"),
                    List.of("files", "pythonhosted", "org"),
                    List.of("proxy", "golang", "org"),
                    List.of("crates", "io"),
                    List.of("rubygems", "org"),
                    List.of("index", "docker", "io"),
                    List.of("registry-1", "docker", "io"))
            .map(parts -> String.join(".", parts))
            .toList();

    @Test
    void fileShouldNameNoPackageRegistry() throws Exception {
        List<String> finds = new ArrayList<>();
        for (Path file : RepositoryFiles.all()) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            REGISTRIES.stream()
                    .filter(text::contains)
                    .forEach(host -> finds.add(RepositoryFiles.name(file) + " names " + host));
        }
        assertThat(finds).as("packages are named, not addressed").isEmpty();
    }

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
    void readmeShouldNameTheCommandThatChecksASubmission() {
        assertThat(Module.text(Project.ROOT.resolve("README.md"))).contains("\n    mvn verify\n");
        assertThat(Module.text(Project.ROOT.resolve(".ci/run")).strip())
                .endsWith("exec mvn --batch-mode --no-transfer-progress verify");
    }
}
