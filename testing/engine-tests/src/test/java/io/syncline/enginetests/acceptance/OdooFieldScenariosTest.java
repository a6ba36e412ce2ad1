package io.syncline.enginetests.acceptance;

import io.syncline.api.RecordId;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class OdooFieldScenariosTest implements FieldScenarios {

    private static final String PARTNERS = MODEL.value();
    private static final String LOGIN = "limited";
    private static final String PASSWORD = "of the limited user";

    @Override
    public Company company() {
        return new OdooCompany();
    }

    private static final class OdooCompany implements Company {

        private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T08:00:00Z"));
        private final OdooServer server = OdooServer.builder()
                .user(OdooUser.limited(LOGIN, PASSWORD, "base.group_user"))
                .clock(clock)
                .start();
        private final InMemoryVectorSink sink = new InMemoryVectorSink();
        private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
        private final List<RecordId> ids;

        OdooCompany() {
            server.database()
                    .addFields(
                            PARTNERS,
                            OdooField.computed(Kind.UNCOMPUTABLE.field, OdooFieldType.INTEGER, record -> 1)
                                    .failing("You are not allowed to access 'Journal Entry' (account.move) records."));
            server.database().unlink(PARTNERS, server.database().ids(PARTNERS).toArray(Long[]::new));
            long parent = server.database().create(PARTNERS, Map.of("name", "Parent"));
            IntStream.range(1, RECORDS)
                    .forEach(i ->
                            server.database().create(PARTNERS, Map.of("name", "Partner " + i, "parent_id", parent)));
            ids = server.database().ids(PARTNERS).stream()
                    .sorted()
                    .map(RecordId::of)
                    .toList();
        }

        @Override
        public RecordSource connect() {
            return OdooRecordSource.builder()
                    .url(server.url())
                    .database(server.databaseName())
                    .username(LOGIN)
                    .password(PASSWORD)
                    .build();
        }

        @Override
        public List<RecordId> ids() {
            return ids;
        }

        @Override
        public void rename(RecordId id, String name) {
            clock.advance(Duration.ofSeconds(1));
            server.database().write(PARTNERS, id.number(), Map.of("name", name));
        }

        @Override
        public VectorSink sink() {
            return sink;
        }

        @Override
        public MetadataStore metadata() {
            return metadata;
        }

        @Override
        public void close() {
            sink.close();
            metadata.close();
            server.close();
        }
    }
}
