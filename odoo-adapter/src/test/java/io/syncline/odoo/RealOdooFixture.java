package io.syncline.odoo;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;
import io.syncline.testkit.contract.RecordSourceFixture;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The server of {@link RealOdooClient}. The user must be allowed to create, change and delete contacts; those that a test
 * creates are deleted after it.
 */
final class RealOdooFixture implements RecordSourceFixture {

    static final ModelName PARTNER = ModelName.of("res.partner");

    private final OdooRecordSource source = RealOdooClient.builder().build();
    private final RealOdooClient odoo = new RealOdooClient();
    private final List<Long> created = new ArrayList<>();

    @Override
    public RecordSource source() {
        return source;
    }

    @Override
    public ModelName model() {
        return PARTNER;
    }

    @Override
    public String field() {
        return "name";
    }

    @Override
    public RecordId create(String text) {
        RecordId id = RecordId.of(odoo.create("res.partner", Map.of("name", text)));
        created.add(id.number());
        return id;
    }

    @Override
    public void update(RecordId id, String text) {
        odoo.write("res.partner", id.number(), Map.of("name", text));
    }

    @Override
    public void delete(RecordId id) {
        created.remove(id.number());
        odoo.delete("res.partner", List.of(id.number()));
    }

    @Override
    public void archive(RecordId id) {
        odoo.write("res.partner", id.number(), Map.of("active", false));
    }

    /** Polls the time until it is a second later; each call takes a few milliseconds. */
    @Override
    public void nextSecond() {
        Instant second = source.now().truncatedTo(ChronoUnit.SECONDS);
        while (!source.now().truncatedTo(ChronoUnit.SECONDS).isAfter(second)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        if (!created.isEmpty()) {
            odoo.delete("res.partner", created);
        }
        source.close();
        odoo.close();
    }
}
