package io.syncline.testkit.fault;

import static io.syncline.testkit.PortMethod.EMBEDDER_EMBED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultInjectorTest {

    private final InMemoryEmbedder memory = InMemoryEmbedder.builder().build();

    @Test
    void callShouldFailAsPlannedAndPassOtherwise() {
        FaultInjector injector = new FaultInjector(
                FaultPlan.builder().at(EMBEDDER_EMBED, 2, Fault.failTransient()).build());
        Embedder embedder = injector.wrap(memory);
        embed(embedder, "a");
        assertThatThrownBy(() -> embed(embedder, "b")).isInstanceOf(TransientException.class);
        embed(embedder, "c");
        assertThat(memory.calls().of(EMBEDDER_EMBED)).as("executed").isEqualTo(2);
        assertThat(injector.calls().of(EMBEDDER_EMBED)).as("called").isEqualTo(3);
    }

    @Test
    void logShouldHoldArgumentsAndFailures() {
        FaultInjector injector = new FaultInjector(FaultPlan.NONE);
        Embedder embedder = injector.wrap(memory);
        embed(embedder, "a");
        assertThatThrownBy(() -> embed(embedder, " ")).isInstanceOf(RejectedException.class);
        assertThat(injector.log().calls(EMBEDDER_EMBED))
                .extracting(PortCall::number, call -> call.argument(1, InputType.class))
                .containsExactly(tuple(1L, InputType.DOCUMENT), tuple(2L, InputType.DOCUMENT));
        assertThat(injector.log().calls(EMBEDDER_EMBED).get(0).arguments().get(0))
                .isEqualTo(List.of("a"));
        assertThat(injector.log().events())
                .extracting(event -> event.failure().isPresent())
                .containsExactly(false, false, false, true);
        injector.log().clear();
        assertThat(injector.log().events()).isEmpty();
    }

    @Test
    void logShouldHoldThePeakOfConcurrentCalls() {
        Gate gate = new Gate();
        FaultInjector injector = new FaultInjector(
                FaultPlan.builder().from(EMBEDDER_EMBED, 1, Fault.block(gate)).build());
        Embedder embedder = injector.wrap(memory);
        List<CompletableFuture<EmbeddingResult>> calls = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> embed(embedder, "a"), command -> new Thread(command).start()))
                .toList();
        gate.awaitArrivals(3);
        gate.open();
        calls.forEach(CompletableFuture::join);
        embed(embedder, "b");
        assertThat(injector.log().peak(EMBEDDER_EMBED)).isEqualTo(3);
    }

    @Test
    void injectorShouldFollowAnotherPlanFromTheNextCallOn() {
        FaultInjector injector = new FaultInjector(FaultPlan.NONE);
        Embedder embedder = injector.wrap(memory);
        embed(embedder, "a");
        injector.follow(
                FaultPlan.builder().at(EMBEDDER_EMBED, 2, Fault.failRejected()).build());
        assertThatThrownBy(() -> embed(embedder, "b")).isInstanceOf(RejectedException.class);
    }

    private static EmbeddingResult embed(Embedder embedder, String text) {
        return embedder.embed(List.of(text), InputType.DOCUMENT);
    }
}
