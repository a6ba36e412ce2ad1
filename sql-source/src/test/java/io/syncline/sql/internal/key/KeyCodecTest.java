package io.syncline.sql.internal.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyCodecTest {

    private static final int SAMPLES = 120;

    /** Keys of one and of several columns. */
    enum Shape {
        WHOLE("INTEGER"),
        UNIVERSAL("UUID"),
        TEXT("TEXT"),
        TEXT_WHOLE("TEXT INTEGER"),
        WHOLE_TEXT("INTEGER TEXT"),
        TEXT_TEXT("TEXT TEXT"),
        WHOLE_WHOLE("INTEGER INTEGER"),
        UNIVERSAL_WHOLE_TEXT("UUID INTEGER TEXT");

        private final String names;

        Shape(String names) {
            this.names = names;
        }

        List<KeyKind> kinds() {
            return Stream.of(names.split(" ", -1)).map(KeyKind::valueOf).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void idsShouldBeOrderedLikeTheValuesOfTheirColumns(Shape shape) {
        KeyCodec codec = new KeyCodec(shape.kinds());
        List<List<Object>> rows = rows(shape, new Random(1));
        List<List<Object>> sorted = rows.stream().sorted(KeyCodecTest::compare).toList();
        assertThat(rows.stream().sorted(Comparator.comparing(codec::idOf)).map(codec::idOf))
                .containsExactlyElementsOf(sorted.stream().map(codec::idOf).toList());
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void valuesShouldBeThoseOfTheId(Shape shape) {
        KeyCodec codec = new KeyCodec(shape.kinds());
        assertThat(rows(shape, new Random(2)))
                .allSatisfy(row -> assertThat(codec.valuesOf(codec.idOf(row))).contains(row));
    }

    /** Positions of a listing may be at ids that no row has: those of another source, damaged ones, numbers beside texts. */
    @ParameterizedTest
    @EnumSource(Shape.class)
    void boundShouldDivideTheRowsAsTheirIdsDo(Shape shape) {
        KeyCodec codec = new KeyCodec(shape.kinds());
        Random random = new Random(3);
        List<List<Object>> rows = rows(shape, random);
        List<RecordId> ids = rows.stream().map(codec::idOf).toList();
        for (RecordId position : positions(codec, rows, random)) {
            KeyBound bound = codec.after(position);
            List<RecordId> after = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (isAfter(rows.get(i), bound)) {
                    after.add(ids.get(i));
                }
            }
            assertThat(after)
                    .as("after %s, by %s", position, bound)
                    .isEqualTo(ids.stream()
                            .filter(id -> id.compareTo(position) > 0)
                            .toList());
        }
    }

    @Test
    void idOfSeveralColumnsShouldBeReadable() {
        KeyCodec codec = new KeyCodec(List.of(KeyKind.TEXT, KeyKind.INTEGER));
        assertThat(codec.idOf(List.of("north", 42L))).isEqualTo(RecordId.of("north b42"));
        assertThat(codec.idOf(List.of("far north", -7L))).isEqualTo(RecordId.of("far!`north Z2"));
    }

    @Test
    void singleColumnShouldStayAsItIs() {
        assertThat(new KeyCodec(List.of(KeyKind.INTEGER)).idOf(List.of(42L))).isEqualTo(RecordId.of(42));
        assertThat(new KeyCodec(List.of(KeyKind.TEXT)).idOf(List.of("a !b"))).isEqualTo(RecordId.of("a !b"));
    }

    @Test
    void emptyTextShouldNotBeAnId() {
        KeyCodec codec = new KeyCodec(List.of(KeyKind.TEXT));
        assertThatThrownBy(() -> codec.idOf(List.of(""))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idThatNoRowCanHaveShouldHaveNoValues() {
        assertThat(new KeyCodec(List.of(KeyKind.INTEGER)).valuesOf(RecordId.of("7")))
                .isEmpty();
        assertThat(new KeyCodec(List.of(KeyKind.TEXT)).valuesOf(RecordId.of(7))).isEmpty();
        assertThat(new KeyCodec(List.of(KeyKind.UUID)).valuesOf(RecordId.of("not a UUID")))
                .isEmpty();
        assertThat(new KeyCodec(List.of(KeyKind.INTEGER, KeyKind.INTEGER)).valuesOf(RecordId.of("a7")))
                .isEmpty();
    }

    private static boolean isAfter(List<Object> row, KeyBound bound) {
        if (bound.place() != KeyBound.Place.AT) {
            return bound.place() == KeyBound.Place.ALL;
        }
        int order = compare(row.subList(0, bound.values().size()), bound.values());
        return bound.inclusive() ? order >= 0 : order > 0;
    }

    private static int compare(List<Object> a, List<Object> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = a.get(i) instanceof Long number
                    ? number.compareTo((Long) b.get(i))
                    : codePoints((String) a.get(i), (String) b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int codePoints(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    private static List<List<Object>> rows(Shape shape, Random random) {
        List<List<Object>> rows = new ArrayList<>();
        while (rows.size() < SAMPLES) {
            List<Object> row = new ArrayList<>();
            shape.kinds().forEach(kind -> row.add(value(kind, random)));
            if (shape != Shape.TEXT || !row.get(0).equals("")) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static Object value(KeyKind kind, Random random) {
        return switch (kind) {
            case INTEGER ->
                switch (random.nextInt(8)) {
                    case 0 -> Long.MIN_VALUE;
                    case 1 -> Long.MAX_VALUE;
                    case 2 -> random.nextLong();
                    default -> (long) random.nextInt(240) - 120;
                };
            case UUID ->
                (random.nextBoolean()
                                ? new UUID(random.nextInt(3) - 1L, random.nextInt(3) - 1L)
                                : new UUID(random.nextLong(), random.nextLong()))
                        .toString();
            case TEXT -> text(random, random.nextInt(5));
        };
    }

    private static String text(Random random, int length) {
        String[] characters = {
            "a", "b", "Z", "0", " ", "!", "\"", "`", "@", "\u0001", "\t", "é", "\uE000", "🚀", "~", "-"
        };
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(characters[random.nextInt(characters.length)]);
        }
        return text.toString();
    }

    private static List<RecordId> positions(KeyCodec codec, List<List<Object>> rows, Random random) {
        List<RecordId> positions = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            RecordId id = codec.idOf(rows.get(random.nextInt(rows.size())));
            positions.add(id);
            String text = String.valueOf(id.value());
            int cut = random.nextInt(text.length() + 1);
            add(positions, text.substring(0, cut));
            add(positions, text.substring(0, cut) + text(random, 1) + text.substring(cut));
            add(positions, text.substring(0, cut) + text(random, 2));
            add(positions, text(random, 1 + random.nextInt(3)));
            positions.add(RecordId.of(random.nextInt(200) - 100L));
        }
        return positions;
    }

    private static void add(List<RecordId> positions, String text) {
        try {
            positions.add(RecordId.of(text));
        } catch (IllegalArgumentException e) {
            // an empty text, or half of a character
        }
    }
}
