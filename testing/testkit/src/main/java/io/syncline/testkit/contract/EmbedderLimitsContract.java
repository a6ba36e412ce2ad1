package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.InputType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits: used to the full, and nothing beyond them is cut silently. */
public interface EmbedderLimitsContract extends Contract<EmbedderFixture> {

    @Test
    default void embedShouldTakeAsManyTextsAsTheLimitsAllow() {
        Embedder embedder = fixture().embedder();
        EmbedderLimits limits = embedder.limits();
        int count = Math.min(limits.inputs(), limits.tokensPerRequest() / embedder.tokens("garden"));
        assertThat(EmbedderTexts.embedAll(embedder, Collections.nCopies(count, "garden")))
                .hasSize(count);
    }

    @Test
    default void embedShouldTakeATextAsLongAsTheLimitsAllow() {
        Embedder embedder = fixture().embedder();
        assertThat(EmbedderTexts.embedAll(embedder, List.of(EmbedderTexts.longestAllowed(embedder))))
                .hasSize(1);
    }

    @Test
    default void embedShouldRefuseATextBeyondTheLimit() {
        Embedder embedder = fixture().embedder();
        assertRefused(embedder, List.of("short", EmbedderTexts.tooLong(embedder)));
    }

    @Test
    default void embedShouldRefuseMoreTextsThanTheLimit() {
        Embedder embedder = fixture().embedder();
        assertRefused(embedder, Collections.nCopies(embedder.limits().inputs() + 1, "garden"));
    }

    @Test
    default void embedShouldRefuseMoreTokensThanTheLimit() {
        Embedder embedder = fixture().embedder();
        String text = EmbedderTexts.longestAllowed(embedder);
        int tokens = embedder.tokens(text);
        List<String> texts = new ArrayList<>();
        for (long sum = 0; sum <= embedder.limits().tokensPerRequest(); sum += tokens) {
            texts.add(text);
        }
        assertRefused(embedder, texts);
    }

    @Test
    default void embedShouldRefuseBlankTextsAndEmptyRequests() {
        Embedder embedder = fixture().embedder();
        assertThatThrownBy(() -> embedder.embed(List.of("text", " \n\t "), InputType.DOCUMENT))
                .as("blank")
                .isInstanceOfAny(RejectedException.class, IllegalArgumentException.class);
        assertThatThrownBy(() -> embedder.embed(List.of(), InputType.DOCUMENT))
                .as("empty")
                .isInstanceOfAny(RejectedException.class, IllegalArgumentException.class);
    }

    private void assertRefused(Embedder embedder, List<String> texts) {
        assertThatThrownBy(() -> embedder.embed(texts, InputType.DOCUMENT)).isInstanceOf(RejectedException.class);
        assertThat(EmbedderTexts.embedAll(embedder, List.of("garden")))
                .as("the next request")
                .hasSize(1);
    }
}
