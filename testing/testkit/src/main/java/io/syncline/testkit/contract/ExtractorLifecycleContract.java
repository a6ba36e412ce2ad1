package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.core.port.TextExtractor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads, interruption, and the end of an extractor. */
public interface ExtractorLifecycleContract extends Contract<TextExtractorFixture> {

    @Test
    default void extractorShouldServeConcurrentThreads() {
        TextExtractor extractor = fixture().extractor();
        List<String> texts = Concurrently.run(
                8,
                thread -> ExtractionFiles.extracted(extractor, ExtractionFiles.text("file of thread " + thread))
                        .text());
        for (int thread = 0; thread < texts.size(); thread++) {
            assertThat(texts.get(thread)).isEqualTo("file of thread " + thread);
        }
    }

    @Test
    default void extractorShouldKeepTheInterruptFlagAndStayUsable() {
        TextExtractor extractor = fixture().extractor();
        Interruption.assertFlagPreserved(() -> extractor.extract(ExtractionFiles.text("interrupted")));
        assertThat(ExtractionFiles.extracted(extractor, ExtractionFiles.text("usable"))
                        .text())
                .isEqualTo("usable");
    }

    @Test
    default void extractorShouldFailAfterClose() {
        TextExtractor extractor = fixture().extractor();
        extractor.extract(ExtractionFiles.text("before"));
        extractor.close();
        extractor.close();
        assertThatThrownBy(() -> extractor.extract(ExtractionFiles.text("after")))
                .isInstanceOf(IllegalStateException.class);
    }
}
