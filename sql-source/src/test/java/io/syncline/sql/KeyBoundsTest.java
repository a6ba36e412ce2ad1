package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Composite keys and positions between them, as a database compares them. */
@ExtendWith(Postgres.class)
class KeyBoundsTest {

    private static final String[] REGIONS = {"a", "A", "ab", "a b", "a!", "a\"", "", "ä", "🚀", "\uE000", "a\tb", "a-b"
    };
    private static final int POSITIONS = 150;

    @Test
    void postgresShouldDivideRowsAsIdsDo(PostgresServer server) {
        try (TestDatabase database = new PostgresDatabase(server)) {
            check(database);
        }
    }

    @Test
    void sqliteShouldDivideRowsAsIdsDo(@TempDir Path folder) {
        try (TestDatabase database = new SqliteDatabase(folder)) {
            check(database);
        }
    }

    private static void check(TestDatabase database) {
        TestKey key = TestKey.COMPOSITE;
        database.execute("CREATE TABLE products (" + key.declaration(database) + ")");
        TreeSet<RecordId> ids = new TreeSet<>();
        Random random = new Random(5);
        for (String region : REGIONS) {
            for (int i = 0; i < 4; i++) {
                long number = random.nextInt(5) == 0 ? random.nextLong() : random.nextInt(200) - 100L;
                if (ids.add(key.id(List.of(region, number)))) {
                    database.execute("INSERT INTO products VALUES (?, ?)", region, number);
                }
            }
        }
        try (SqlRecordSource source = database.source()
                .model(
                        SqlFixture.PRODUCTS,
                        SqlModel.builder().key(key.columns()).build())
                .build()) {
            RecordScope scope = RecordScope.builder().model(SqlFixture.PRODUCTS).build();
            for (RecordId position : positions(new ArrayList<>(ids), random)) {
                assertThat(source.page(scope, IdRange.after(Cursor.after(position)), 1000)
                                .records())
                        .extracting(SourceRecord::id)
                        .as("after %s", position)
                        .containsExactlyElementsOf(ids.tailSet(position, false));
                assertThat(source.page(scope, new IdRange(Cursor.START, Cursor.after(position)), 1000)
                                .records())
                        .extracting(SourceRecord::id)
                        .as("up to %s", position)
                        .containsExactlyElementsOf(ids.headSet(position, true));
            }
        }
    }

    private static List<RecordId> positions(List<RecordId> ids, Random random) {
        List<RecordId> positions = new ArrayList<>(List.of(RecordId.of(-1), RecordId.of("~"), RecordId.of("!")));
        while (positions.size() < POSITIONS) {
            String id = ids.get(random.nextInt(ids.size())).text();
            int cut = random.nextInt(id.length() + 1);
            String text = id.substring(0, cut) + REGIONS[random.nextInt(REGIONS.length)];
            boolean split = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
            if (!text.isEmpty() && !split && text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
                positions.add(RecordId.of(text));
            }
        }
        return positions;
    }
}
