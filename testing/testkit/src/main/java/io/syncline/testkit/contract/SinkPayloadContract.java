package io.syncline.testkit.contract;

import static io.syncline.testkit.contract.SinkDocument.doc;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts and payloads come back as they were stored. */
public interface SinkPayloadContract extends SinkContract {

    @Test
    default void textShouldComeBackAsItWasStored() {
        List<String> texts = List.of(
                "Grüße 👩‍👩‍👧 🚀 東京都 مرحبا",
                "  two\r\nlines,\ttabs and spaces  ",
                "quotes \" ' ` and \\ back\\slashes, {braces}, $dollars, %s",
                "control signs \u0001\u001b\u007f\u0085\u2028\ufeff",
                "İıŞş " + "long ".repeat(20_000));
        SinkContent content = SinkContent.prepared(this);
        for (int i = 0; i < texts.size(); i++) {
            content.upsert(1, doc(i + 1).chunk(texts.get(i), 10 * i));
        }
        for (int i = 0; i < texts.size(); i++) {
            assertThat(content.hit(i + 1, 10 * i).text()).as("text " + i).isEqualTo(texts.get(i));
        }
    }

    @Test
    default void payloadShouldComeBackWithItsTypes() {
        Map<String, Object> values = Map.of(
                "string",
                "Grüße 🚀",
                "empty string",
                "",
                "long",
                (1L << 53) + 1,
                "least long",
                Long.MIN_VALUE,
                "double",
                0.1,
                "whole double",
                3.0,
                "great double",
                1e300,
                "true",
                true,
                "false",
                false);
        assertComesBack(values);
    }

    @Test
    default void payloadShouldComeBackWithItsLists() {
        assertComesBack(Map.of(
                "strings", List.of("a", "b", ""),
                "longs", List.of(1L, Long.MAX_VALUE),
                "doubles", List.of(1.0, 2.5),
                "mixed", List.of("a", 1L, 1.0, true),
                "nested", List.of(List.of(1L, 2L), List.of(), List.of("x")),
                "empty", List.of()));
    }

    @Test
    default void payloadShouldTakeAnyName() {
        assertComesBack(Map.of("with space", 1L, "with.dot", 2L, "Größe", 3L, "quote\"d", 4L, "x_studio_1", 5L));
    }

    @Test
    default void payloadShouldBeThatOfItsRecordInEveryChunk() {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7).payload(Map.of("city", "Köln")).chunk("A", 0).chunk("B", 90));
        content.upsert(1, doc(8).chunk("C", 180));
        List<Object> cities = new ArrayList<>();
        cities.add(content.hit(7, 0).payload().values().get("city"));
        cities.add(content.hit(7, 90).payload().values().get("city"));
        assertThat(cities).containsExactly("Köln", "Köln");
        assertThat(content.hit(8, 180).payload().values()).as("no payload").isEmpty();
    }

    private void assertComesBack(Map<String, Object> values) {
        SinkContent content = SinkContent.prepared(this);
        content.upsert(1, doc(7).payload(values).chunk("Text", 0));
        assertThat(content.hit(7, 0).payload().values()).isEqualTo(values);
    }
}
