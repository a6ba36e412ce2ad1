package io.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.filter.Condition;
import io.syncline.api.filter.Not;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

    @Test
    void syncShouldBeIncrementalAndUnlimitedByDefault() {
        SyncRequest request = SyncRequest.of("res.partner");

        assertThat(request.model()).isEqualTo(ModelName.of("res.partner"));
        assertThat(request.forceFull()).isFalse();
        assertThat(request.includeArchived()).isTrue();
        assertThat(request.testLimit()).isEmpty();
        assertThat(request.maxCost()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void testLimitShouldBePositive(long limit) {
        assertRefused(() -> sync(builder -> builder.testLimit(limit)), "'testLimit'", limit);
    }

    @Test
    void maxCostShouldNotBeNegative() {
        assertRefused(() -> sync(builder -> builder.maxCost(new BigDecimal("-0.01"))), "'maxCost'", "-0.01");
        assertThat(sync(builder -> builder.maxCost(BigDecimal.ZERO)).maxCost()).hasValue(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1000000000.01"})
    void maxCostShouldNotBeTooLarge(String cost) {
        assertRefused(() -> sync(builder -> builder.maxCost(new BigDecimal(cost))), "'maxCost'", "billion");
    }

    @Test
    void graceThatOverflowsShouldBeRefused() {
        assertRefused(
                () -> cleanup(builder -> builder.quarantine(Duration.ofSeconds(Long.MAX_VALUE))), "'quarantine'", "PT");
    }

    @Test
    void cleanupShouldDeleteAtMostATenthByDefault() {
        CleanupRequest request = CleanupRequest.of("res.partner");

        assertThat(request.maxDeleteShare()).isEqualTo(0.1);
        assertThat(request.maxDeleteCount()).isEmpty();
        assertThat(request.quarantine()).isEmpty();
        assertThat(request.dryRun()).isFalse();
        assertThat(request.ignoreLimits()).isFalse();
        assertThat(request.undo()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void maxDeleteShareShouldBeAShare(double share) {
        assertRefused(() -> cleanup(builder -> builder.maxDeleteShare(share)), "'maxDeleteShare'", share);
    }

    @Test
    void maxDeleteCountShouldNotBeNegative() {
        assertRefused(() -> cleanup(builder -> builder.maxDeleteCount(-1)), "'maxDeleteCount'", -1);
        assertThat(cleanup(builder -> builder.maxDeleteCount(0)).maxDeleteCount())
                .hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999S", "P3654D"})
    void quarantineShouldLastFromAMillisecondToTenYears(Duration grace) {
        assertRefused(() -> cleanup(builder -> builder.quarantine(grace)), "'quarantine'", grace);
    }

    @Test
    void undoShouldNotBeCombinedWithAQuarantine() {
        assertRefused(
                () -> cleanup(builder -> builder.undo(true).quarantine(Duration.ofDays(1))), "'undo'", "'quarantine'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void searchLimitShouldBeFromOneToAThousand(int limit) {
        assertRefused(() -> SearchRequest.builder().query("garden").limit(limit).build(), "'limit'", limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void queryShouldNotBeBlank(String query) {
        assertRefused(() -> SearchRequest.builder().query(query).build(), "'query'", "blank");
    }

    @Test
    void searchShouldRankAtMostAThousandRecords() {
        assertThat(SearchRequest.builder()
                        .query("x")
                        .limit(10)
                        .offset(990)
                        .build()
                        .offset())
                .isEqualTo(990);
        assertRefused(
                () -> SearchRequest.builder().query("x").limit(10).offset(991).build(), "'offset'", 991);
        assertRefused(() -> SearchRequest.builder().query("x").offset(-1).build(), "'offset'", -1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1.1, 1.1, Double.NaN})
    void leastScoreShouldBeACosine(double score) {
        assertRefused(() -> SearchRequest.builder().query("x").minScore(score).build(), "'minScore'", score);
    }

    @Test
    void conditionOfASearchShouldBeOfModerateSize() {
        Condition deep = Condition.exists("a");
        for (int i = 0; i < 100; i++) {
            deep = new Not(deep);
        }
        Condition nested = deep;
        assertRefused(() -> SearchRequest.builder().query("x").where(nested).build(), "'where'", 101);
        Condition wide = Condition.in("a", LongStream.range(0, 1001).boxed().toList());
        assertRefused(() -> SearchRequest.builder().query("x").where(wide).build(), "'where'", 1001);
    }

    @Test
    void searchShouldTakeSeveralModelsAndAWrittenCondition() {
        SearchRequest request = SearchRequest.builder()
                .query("x")
                .model(ModelName.of("a"))
                .model(Optional.of(ModelName.of("b")))
                .model(Optional.empty())
                .where("city = 'Graz'")
                .build();
        assertThat(request.models()).containsExactlyInAnyOrder(ModelName.of("a"), ModelName.of("b"));
        assertThat(request.where()).contains(Condition.equal("city", "Graz"));
    }

    @Test
    void verifyShouldCompareVersionsAndRepairNothingByDefault() {
        VerifyRequest request = VerifyRequest.of("res.partner");

        assertThat(request.deep()).isFalse();
        assertThat(request.repair()).isFalse();
        assertThat(request.includeArchived()).isTrue();
    }

    @Test
    void missingPartShouldBeNamed() {
        assertThatThrownBy(() -> SyncRequest.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("model");
    }

    @Test
    void repeatedSettingShouldBeRefusedByTheCallThatRepeatsIt() {
        SyncRequest.Builder builder = SyncRequest.builder().forceFull(true);

        assertThatThrownBy(() -> builder.forceFull(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forceFull");
    }

    @Test
    void listsShouldAccumulate() {
        CleanupReport report = CleanupReport.builder()
                .model(ModelName.of("res.partner"))
                .outcome(RunOutcome.FAILED)
                .addErrors("first")
                .addErrors("second")
                .build();

        assertThat(report.errors()).containsExactly("first", "second");
        assertThat(report.success()).isFalse();
    }

    private static SyncRequest sync(UnaryOperator<SyncRequest.Builder> settings) {
        return settings.apply(SyncRequest.builder().model(ModelName.of("res.partner")))
                .build();
    }

    private static CleanupRequest cleanup(UnaryOperator<CleanupRequest.Builder> settings) {
        return settings.apply(CleanupRequest.builder().model(ModelName.of("res.partner")))
                .build();
    }

    private static void assertRefused(ThrowingCallable call, String setting, Object value) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting)
                .hasMessageContaining(String.valueOf(value));
    }
}
