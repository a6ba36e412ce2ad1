package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentMakerTest {

    private static List<String> chunks(String template, FieldValue value) {
        ModelDescription model = ModelDescription.builder()
                .model(ModelName.of("res.partner"))
                .addFields(new FieldDescription("comment", "Notes", FieldType.HTML))
                .build();
        DocumentPlan plan = DocumentPlan.of(model, List.of(), Optional.of(template), List.of());
        return DocumentMaker.of(plan, new CharacterCounter(), 30, 0)
                .make(new SourceRecord(RecordId.of(7), 0, Map.of("comment", value)))
                .chunks()
                .stream()
                .map(Chunk::text)
                .toList();
    }

    @Test
    void recordShouldHaveNoChunkWhenItShowsNothing() {
        assertThat(chunks("\u200e{comment}\u200e\n\u2060", new FieldValue.Html("<p>&zwnj;&shy;</p>")))
                .isEmpty();
    }

    @Test
    void everyChunkShouldShowSomething() {
        String preview = "&zwnj;&nbsp;&#847; ".repeat(60);

        assertThat(chunks("{comment}", new FieldValue.Html("<p>Dear customer</p><p>" + preview + "</p><p>Bye</p>")))
                .containsExactly("Dear customer\nBye");
    }

    @Test
    void filterShouldSeeTextsAndPayloads() {
        ModelDescription model = ModelDescription.builder()
                .model(ModelName.of("res.partner"))
                .addFields(new FieldDescription("comment", "Notes", FieldType.TEXT))
                .addDefaultFields("comment")
                .addDefaultPayload("comment")
                .build();
        TextFilter masks = new TextFilter() {
            @Override
            public String name() {
                return "masks";
            }

            @Override
            public String filter(ModelName name, String text) {
                return text.replace("secret", "***");
            }
        };
        Document document = DocumentMaker.of(
                        DocumentPlan.of(model, List.of(), Optional.empty(), List.of()), new CharacterCounter(), 60, 0)
                .filtered(masks)
                .make(new SourceRecord(RecordId.of(7), 0, Map.of("comment", new FieldValue.Text("A secret"))));

        assertThat(document.chunks()).extracting(Chunk::text).containsExactly("Notes: A ***");
        assertThat(document.payload().values()).isEqualTo(Map.of("comment", "A ***"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void filterThatFailsShouldRejectTheRecordWithoutItsText(boolean inPayload) {
        ModelDescription model = ModelDescription.builder()
                .model(ModelName.of("res.partner"))
                .addFields(new FieldDescription("comment", "Notes", FieldType.TEXT))
                .addFields(new FieldDescription("name", "Name", FieldType.TEXT))
                .addDefaultFields("name")
                .addDefaultPayload("comment")
                .build();
        TextFilter fails = new TextFilter() {
            @Override
            public String name() {
                return "fails";
            }

            @Override
            public String filter(ModelName name, String text) {
                if (text.contains("secret")) {
                    throw new IllegalStateException(text);
                }
                return text;
            }
        };
        DocumentMaker maker = DocumentMaker.of(
                        DocumentPlan.of(model, List.of(), Optional.empty(), List.of()), new CharacterCounter(), 60, 0)
                .filtered(fails);
        FieldValue secret = new FieldValue.Text("A secret");
        FieldValue other = new FieldValue.Text("Ina");

        assertThatThrownBy(() -> maker.make(new SourceRecord(
                        RecordId.of(7),
                        0,
                        Map.of("name", inPayload ? other : secret, "comment", inPayload ? secret : other))))
                .isInstanceOf(RejectedException.class)
                .hasNoCause()
                .hasMessageContaining("filter 'fails' threw a IllegalStateException for record 7 of res.partner")
                .hasMessageNotContaining("secret");
        assertThat(maker.make(new SourceRecord(RecordId.of(8), 0, Map.of("name", other)))
                        .isEmpty())
                .isFalse();
    }

    @Test
    void recordShouldSayNothingWithoutAnEssentialField() {
        ModelDescription model = ModelDescription.builder()
                .model(ModelName.of("mail.message"))
                .addFields(new FieldDescription("subject", "Subject", FieldType.TEXT))
                .addFields(new FieldDescription("body", "Body", FieldType.HTML))
                .addDefaultFields("subject")
                .addEssentialFields("body")
                .build();
        DocumentMaker maker = DocumentMaker.of(
                DocumentPlan.of(model, List.of(), Optional.empty(), List.of()), new CharacterCounter(), 60, 0);
        FieldValue subject = new FieldValue.Text("Hello");

        assertThat(maker.make(new SourceRecord(RecordId.of(7), 0, Map.of("subject", subject)))
                        .isEmpty())
                .isTrue();
        assertThat(maker.make(new SourceRecord(
                                RecordId.of(7),
                                0,
                                Map.of("subject", subject, "body", new FieldValue.Html("<p>Hi</p>"))))
                        .isEmpty())
                .isFalse();
        assertThat(maker.make(new SourceRecord(RecordId.of(7), 0, Map.of("subject", subject), Map.of("body", "fault")))
                        .chunks())
                .as("an essential field that cannot be read may say something")
                .extracting(Chunk::text)
                .singleElement()
                .asString()
                .contains("Hello");
    }

    /** Each character is a token. */
    private static final class CharacterCounter implements Embedder {

        @Override
        public EmbedderFingerprint fingerprint() {
            return new EmbedderFingerprint("test", "characters", 1, "");
        }

        @Override
        public EmbedderLimits limits() {
            return new EmbedderLimits(1, 1_000, 1_000, 1);
        }

        @Override
        public int tokens(String text) {
            return text.length();
        }

        @Override
        public EmbeddingResult embed(List<String> texts, InputType type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
