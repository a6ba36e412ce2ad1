package io.syncline.server.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookReceiverTest {

    private static final ModelName PARTNER = ModelName.of("res.partner");
    private static final ModelName ORDER = ModelName.of("sale.order");

    private final List<String> touched = new ArrayList<>();
    private final Deque<Runnable> soon = new ArrayDeque<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private boolean down;
    private boolean refused;

    private final HookReceiver receiver =
            new HookReceiver(Set.of(PARTNER, ORDER)::contains, this::touch, soon::add, later::add);

    private void touch(ModelName model, Collection<RecordId> ids) {
        if (down) {
            throw new TransientException("The store is down", null);
        }
        if (refused) {
            throw new SetupException("The store keeps no shared documents");
        }
        touched.add(model + " " + ids);
    }

    private HookReceiver.Answer post(String body) {
        return receiver.accept(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void runAll(Deque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void bodyOfOdooShouldBeTakenBeforeItIsWorkedOn() {
        HookReceiver.Answer answer = post(
                "{\"_action\": \"Tell Syncline(#7)\", \"_id\": 7, \"_model\": \"res.partner\", \"id\": 8, \"name\": \"x\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.noted()).isNotDone();
        assertThat(touched).isEmpty();
        runAll(soon);
        assertThat(touched).containsExactly("res.partner [7]");
        assertThat(answer.noted()).isCompletedWithValue(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\": \"res.partner\", \"id\": 7}",
                "{\"model\": \"res.partner\", \"ids\": [7]}",
                "[{\"model\": \"res.partner\", \"ids\": [7, 7]}]",
                "{\"_model\": \"res.partner\", \"_id\": null, \"id\": 7}"
            })
    void otherShapesShouldDo(String body) {
        assertThat(post(body).status()).isEqualTo(202);
        runAll(soon);
        assertThat(touched).containsExactly("res.partner [7]");
    }

    /** The key of a table may be a text of digits. */
    @Test
    void numberThatIsWrittenAsATextShouldBeBoth() {
        assertThat(HookBody.read("{\"model\": \"res.partner\", \"id\": \"7\"}".getBytes(StandardCharsets.UTF_8)))
                .containsOnlyKeys(PARTNER)
                .extractingByKey(PARTNER)
                .isEqualTo(Set.of(RecordId.of("7"), RecordId.of(7)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{}",
                "[7]",
                "not json",
                "{\"_model\": \"res.partner\"}",
                "{\"_id\": 7}",
                "{\"model\": \"res.partner\", \"ids\": []}",
                "{\"_model\": 7, \"_id\": 7}",
                "{\"_model\": \"res partner\", \"_id\": 7}",
                "{\"_model\": \"res.partner\", \"_id\": 7.5}",
                "{\"_model\": \"res.partner\", \"_id\": 99999999999999999999}",
                "{\"_model\": \"res.partner\", \"_id\": {\"id\": 7}}",
                "{\"_model\": \"res.partner\", \"_id\": \"\"}",
                "{\"_model\": \"res.partner\", \"_id\": true}"
            })
    void bodyWithoutModelAndIdShouldBeRefused(String body) {
        HookReceiver.Answer answer = post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message()).isNotEmpty();
        assertThat(soon).isEmpty();
    }

    @Test
    void deepAndLargeBodiesShouldBeRefused() {
        assertThat(post("[".repeat(30_000)).status()).isEqualTo(400);
        assertThat(post("{\"_model\": \"res.partner\", \"_id\": 7, \"x\": \"" + "x".repeat(65_536) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void misspeltModelShouldBeRefusedWithTheWholeRequest() {
        HookReceiver.Answer answer =
                post("[{\"model\": \"res.partner\", \"id\": 7}, {\"model\": \"res.partners\", \"id\": 7}]");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.message()).contains("res.partners");
        assertThat(soon).isEmpty();
    }

    @Test
    void whatComesMeanwhileShouldBeNotedTogether() {
        post("{\"_model\": \"res.partner\", \"_id\": 7}");
        post("{\"_model\": \"sale.order\", \"_id\": 1}");
        post("{\"_model\": \"res.partner\", \"_id\": 9}");
        post("{\"_model\": \"res.partner\", \"_id\": 7}");

        assertThat(soon).as("one at a time").hasSize(1);
        runAll(soon);
        assertThat(touched).containsExactly("res.partner [7, 9]", "sale.order [1]");
    }

    @Test
    void moreThanAnEngineKeepsShouldSyncTheModel() {
        HookReceiver.Answer last = post("{\"_model\": \"res.partner\", \"_id\": 1}");
        for (int from = 0; from < 600; from += 100) {
            last = post("{\"_model\": \"res.partner\", \"ids\": "
                    + IntStream.range(from, from + 100)
                            .boxed()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",", "[", "]"))
                    + "}");
        }
        runAll(soon);

        assertThat(touched).containsExactly("res.partner []");
        assertThat(last.noted()).as("durable").isCompletedWithValue(false);
    }

    @Test
    void whatCouldNotBeNotedShouldBeTriedAgainWithWhatCameSince() {
        down = true;
        HookReceiver.Answer first = post("{\"_model\": \"res.partner\", \"_id\": 7}");
        runAll(soon);
        assertThat(first.noted()).isNotDone();
        HookReceiver.Answer second = post("{\"_model\": \"res.partner\", \"_id\": 8}");
        assertThat(soon).as("not before its time").isEmpty();
        down = false;

        runAll(later);

        assertThat(touched).containsExactly("res.partner [7, 8]");
        assertThat(first.noted()).isCompletedWithValue(true);
        assertThat(second.noted()).isCompletedWithValue(true);
    }

    @Test
    void whatAPersonHasToSetUpShouldBeDroppedAndNotCalledNoted() {
        refused = true;
        HookReceiver.Answer answer = post("{\"_model\": \"res.partner\", \"_id\": 7}");
        runAll(soon);

        assertThat(answer.noted()).as("durable").isCompletedWithValue(false);
        assertThat(later).isEmpty();
        assertThat(soon).isEmpty();
    }
}
