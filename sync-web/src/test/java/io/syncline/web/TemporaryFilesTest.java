package io.syncline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemporaryFilesTest {

    @Test
    void endShouldLeaveNoFiles() {
        TomcatHost host = TomcatHost.start(WebSettings.plain("127.0.0.1", 0), Map.of());
        assertThat(host.directory()).exists();
        host.close();
        assertThat(host.directory()).doesNotExist();
    }

    /** As systems do with temporary files that nobody has read for ten days. */
    @Test
    void endShouldNotFailIfItsFilesWereRemovedBefore() throws IOException {
        TomcatHost host = TomcatHost.start(WebSettings.plain("127.0.0.1", 0), Map.of());
        try (Stream<Path> files = Files.walk(host.directory())) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
        host.close();
        assertThat(host.directory()).doesNotExist();
    }
}
