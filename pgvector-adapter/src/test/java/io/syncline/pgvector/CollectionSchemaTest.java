package io.syncline.pgvector;

import static io.syncline.pgvector.PgvectorPoints.DIMENSION;
import static io.syncline.pgvector.PgvectorPoints.PARTNERS;
import static io.syncline.pgvector.PgvectorPoints.SCHEMA;
import static io.syncline.pgvector.PgvectorPoints.documents;
import static io.syncline.pgvector.PgvectorPoints.query;
import static io.syncline.pgvector.PgvectorPoints.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.vector.SinkIdentity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sinks without a schema in their settings, by logins with different search paths. */
class CollectionSchemaTest {

    private static final String SECRET = "a secret";

    private final PgvectorTestSchema first = PgvectorTestSchema.create();
    private final PgvectorTestSchema second = PgvectorTestSchema.create();
    private final String collection = "only_" + first.name();
    private SinkIdentity identity;

    @BeforeEach
    void create() {
        first.execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public");
        try (PgvectorSink sink = onPath(first.name()).build()) {
            identity = sink.prepare(SCHEMA);
            sink.upsert(PARTNERS, 1, documents(1, 3));
        }
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    /** A builder without a schema, whose connections have a search path. */
    private PgvectorSinkBuilder onPath(String path) {
        return onPath(path, first.server().user(), first.server().password());
    }

    private PgvectorSinkBuilder onPath(String path, String user, String password) {
        return unnamed(path, user, password).collection(collection);
    }

    /** The extension is in the schema "public", on the path of every login. */
    private PgvectorSinkBuilder unnamed(String path, String user, String password) {
        String separator = first.server().url().contains("?") ? "&" : "?";
        String encoded =
                URLEncoder.encode(path + ",public", StandardCharsets.UTF_8).replace("+", "%20");
        return PgvectorSink.builder()
                .url(first.server().url() + separator + "currentSchema=" + encoded)
                .username(user)
                .password(password);
    }

    private String tablesIn(PgvectorTestSchema schema) {
        return schema.text("SELECT count(*) FROM pg_tables WHERE schemaname = '" + schema.name() + "'");
    }

    @Test
    void nameShouldSayInWhichSchemaTheCollectionIs() {
        assertThat(identity.name()).contains(first.name() + "." + collection);
    }

    @Test
    void anotherOrderOfTheSearchPathShouldLeadToTheSameCollection() {
        try (PgvectorSink sink = onPath(second.name() + "," + first.name()).build()) {
            assertThat(sink.prepare(SCHEMA)).isEqualTo(identity);
            sink.upsert(PARTNERS, 2, documents(3, 4));
            sink.loaded();
            assertThat(sink.count(PARTNERS)).isEqualTo(4);
        }
        assertThat(tablesIn(second)).isEqualTo("0");
    }

    @Test
    void reindexShouldFindTheCollectionOnTheSearchPath() {
        try (Reindexing reindex = onPath(second.name() + "," + first.name()).reindex()) {
            assertThat(reindex.status().serving()).contains(collection + "_g1");
            reindex.begin(SCHEMA, Set.of(PARTNERS.source())).close();
            assertThat(reindex.status().building()).contains(collection + "_g2");
        }
        assertThat(tablesIn(second)).isEqualTo("0");
    }

    @Test
    void secondCollectionShouldBeRefusedUnlessItsSchemaIsNamed() {
        try (PgvectorSink sink = onPath(second.name()).build()) {
            assertThatThrownBy(() -> sink.prepare(SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("schema " + first.name())
                    .hasMessageContaining("'schema' of the sink");
        }
        assertThat(tablesIn(second)).isEqualTo("0");
        try (PgvectorSink sink = onPath(second.name()).schema(second.name()).build()) {
            assertThat(sink.prepare(SCHEMA).id()).isNotEqualTo(identity.id());
        }
        try (PgvectorSink sink = onPath(second.name()).build()) {
            assertThat(sink.prepare(SCHEMA).id()).isNotEqualTo(identity.id());
        }
    }

    @Test
    void readerShouldLearnWhereTheCollectionIs() {
        try (PgvectorSink sink = onPath(second.name()).build()) {
            assertThatThrownBy(() -> sink.open(SCHEMA))
                    .isInstanceOf(MissingStoreException.class)
                    .hasMessageContaining("schema " + first.name());
        }
    }

    /** A schema that a login may not look into belongs to somebody else. */
    @Test
    void collectionOfSomebodyElseShouldNotMatter() {
        String user = second.name() + "_tenant";
        second.execute("CREATE ROLE " + user + " LOGIN PASSWORD '" + SECRET + "'; GRANT ALL ON SCHEMA " + second.name()
                + " TO " + user);
        try (PgvectorSink sink = onPath(second.name(), user, SECRET).build()) {
            assertThat(sink.prepare(SCHEMA).id()).isNotEqualTo(identity.id());
        } finally {
            second.execute("DROP OWNED BY " + user + "; DROP ROLE " + user);
        }
    }

    @Test
    void schemaWithAnyNameShouldBeUsable() {
        String quoted = "\"It's a \"\"schema\"\" " + first.name() + "\"";
        first.execute("CREATE SCHEMA " + quoted);
        try (PgvectorSink sink = unnamed(
                        quoted, first.server().user(), first.server().password())
                .collection("odd_" + first.name())
                .leastIndexed(2)
                .build()) {
            sink.prepare(SCHEMA);
            sink.upsert(PARTNERS, 1, documents(1, 3));
            sink.loaded();
            assertThat(sink.count(PARTNERS)).isEqualTo(3);
            assertThat(sink.search(query(PARTNERS, vector(1, DIMENSION), 3))).hasSize(3);
        } finally {
            first.execute("DROP SCHEMA " + quoted + " CASCADE");
        }
    }
}
