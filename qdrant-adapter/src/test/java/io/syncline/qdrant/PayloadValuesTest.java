package io.syncline.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.syncline.api.Quarantine;
import io.syncline.core.port.vector.Payload;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadValuesTest {

    @Test
    void payloadShouldComeBackWithItsTypes() {
        Payload payload = Payload.of(Map.of(
                "name",
                "Köln",
                "rank",
                (1L << 53) + 1,
                "ratio",
                3.0,
                "active",
                true,
                "tags",
                List.of("a", 1L, List.of(0.5))));
        Map<String, Value> stored = new HashMap<>();
        payload.values().forEach((name, value) -> stored.put(name, PayloadValues.ofAny(value)));

        assertThat(PayloadValues.toPayload(stored)).isEqualTo(payload);
    }

    @Test
    void fieldsOfSynclineAndUnknownKindsShouldNotBePartOfThePayload() {
        Map<String, Value> stored = Map.of(
                PayloadFields.TEXT,
                PayloadValues.of("x"),
                PayloadFields.EPOCH,
                PayloadValues.of(7),
                "nothing",
                Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build(),
                "object",
                Value.newBuilder().setStructValue(Struct.getDefaultInstance()).build(),
                "city",
                PayloadValues.of("Bonn"));

        assertThat(PayloadValues.toPayload(stored).values()).isEqualTo(Map.of("city", "Bonn"));
        assertThat(PayloadValues.epoch(stored)).isEqualTo(7);
        assertThat(PayloadValues.epoch(Map.of())).isZero();
    }

    @Test
    void quarantineShouldBeReadFromPointsOfItsTypeOnly() {
        Map<String, Value> times = Map.of(
                PayloadFields.QUARANTINED_SINCE, PayloadValues.of(1_000),
                PayloadFields.QUARANTINED_UNTIL, PayloadValues.of(5_000));
        Map<String, Value> quarantined = new HashMap<>(times);
        quarantined.put(PayloadFields.POINT_TYPE, PayloadValues.of(PayloadFields.QUARANTINED));
        Map<String, Value> lifted = new HashMap<>(times);
        lifted.put(PayloadFields.POINT_TYPE, PayloadValues.of(PayloadFields.DATA));

        assertThat(PayloadValues.quarantine(quarantined))
                .contains(new Quarantine(Instant.ofEpochSecond(1), Instant.ofEpochSecond(5)));
        assertThat(PayloadValues.quarantine(lifted)).isEmpty();
        assertThat(PayloadValues.quarantine(Map.of())).isEmpty();
    }
}
