package io.syncline.pgvector;

import static io.syncline.pgvector.PgvectorPoints.DIMENSION;
import static io.syncline.pgvector.PgvectorPoints.PARTNERS;
import static io.syncline.pgvector.PgvectorPoints.SCHEMA;
import static io.syncline.pgvector.PgvectorPoints.documents;
import static io.syncline.pgvector.PgvectorPoints.query;
import static io.syncline.pgvector.PgvectorPoints.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.core.port.words.WordAnalysis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A collection whose words another release has made. */
class StoredWordUpdateTest {

    /** More than one step. */
    private static final int RECORDS = 1203;

    private final PgvectorTestSchema schema = PgvectorTestSchema.create();
    private final PgvectorSink sink = schema.pooledSink().build();
    private String words;
    private String rest;

    @BeforeEach
    void fill() {
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 3, documents(1, RECORDS));
        words = words();
        rest = rest();
        schema.execute("UPDATE " + schema.name() + ".syncline_g1_setting SET value = '1' WHERE name = 'words';"
                + " UPDATE " + schema.name() + ".syncline_g1 SET words = 'old:1A', word_count = 1"
                + " WHERE record_number % 2 = 0");
    }

    @AfterEach
    void close() {
        sink.close();
        schema.close();
    }

    private String words() {
        return schema.text("SELECT md5(string_agg(words::text || word_count, ',' ORDER BY record_number)) FROM "
                + schema.name() + ".syncline_g1");
    }

    private String rest() {
        return schema.text("SELECT md5(string_agg(record_number || text || embedding::text || epoch || source_version"
                + " || payload, ',' ORDER BY record_number)) FROM " + schema.name() + ".syncline_g1");
    }

    private String version() {
        return schema.text("SELECT value FROM " + schema.name() + ".syncline_g1_setting WHERE name = 'words'");
    }

    @Test
    void earlierWordsShouldBeReplacedByTheNextPreparation() {
        try (PgvectorSink reader = schema.pooledSink().build()) {
            reader.open(SCHEMA);
            assertThat(reader.isHybrid()).as("before").isFalse();
            assertThatThrownBy(() -> reader.searchWords(query(PARTNERS, vector(1, DIMENSION), 3), "text"))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("Run a sync");
        }
        try (PgvectorSink next = schema.pooledSink().build()) {
            next.prepare(SCHEMA);
            assertThat(next.isHybrid()).isTrue();
            assertThat(next.searchWords(query(PARTNERS, vector(1, DIMENSION), 3), "text"))
                    .hasSize(3);
        }
        assertThat(version()).isEqualTo(String.valueOf(WordAnalysis.VERSION));
        assertThat(words()).isEqualTo(words);
        assertThat(rest()).isEqualTo(rest);
    }

    @Test
    void pointsWhoseWordsStayShouldNotBeWritten() {
        String rows = "SELECT string_agg(xmin::text, ',' ORDER BY record_number) FROM " + schema.name()
                + ".syncline_g1 WHERE record_number % 2 = 1";
        String before = schema.text(rows);
        try (PgvectorSink next = schema.pooledSink().build()) {
            next.prepare(SCHEMA);
        }
        assertThat(schema.text(rows)).isEqualTo(before);
        assertThat(words()).isEqualTo(words);
    }

    @Test
    void wordsShouldStayWithoutTheRightToWrite() {
        String user = schema.name() + "_reader";
        schema.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'a secret'; GRANT USAGE ON SCHEMA " + schema.name()
                + " TO " + user + "; GRANT SELECT ON ALL TABLES IN SCHEMA " + schema.name() + " TO " + user);
        try (PgvectorSink reader = PgvectorSink.builder()
                .url(schema.server().url())
                .username(user)
                .password("a secret")
                .schema(schema.name())
                .build()) {
            reader.prepare(SCHEMA);
            assertThat(reader.isHybrid()).isFalse();
            assertThat(reader.count(PARTNERS)).isEqualTo(RECORDS);
        } finally {
            schema.execute("DROP OWNED BY " + user + "; DROP ROLE " + user);
        }
        assertThat(version()).isEqualTo("1");
    }
}
