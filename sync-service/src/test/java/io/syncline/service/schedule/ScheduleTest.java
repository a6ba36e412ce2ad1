package io.syncline.service.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private static List<String> next(String cron, String after, int count) {
        Schedule schedule = Schedule.cron(cron, VIENNA);
        List<String> times = new ArrayList<>();
        Instant time = LocalDateTime.parse(after).atZone(VIENNA).toInstant();
        for (int i = 0; i < count; i++) {
            time = schedule.next(time);
            times.add(time.atZone(VIENNA).toOffsetDateTime().toString());
        }
        return times;
    }

    @Test
    void timeThatTheClocksSkipShouldBeTheMomentWhenTheyDo() {
        assertThat(next("30 2 * * *", "2026-03-28T12:00:00", 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
        assertThat(next("0 * * * *", "2026-03-29T00:30:00", 3))
                .containsExactly("2026-03-29T01:00+01:00", "2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00");
    }

    @Test
    void timeThatTheClocksShowTwiceShouldCountOnceADayAndTwiceAnHour() {
        assertThat(next("30 2 * * *", "2026-10-24T12:00:00", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
        Instant moved = Instant.parse("2026-10-25T00:30:11Z"); // 02:30:11, for the first time
        assertThat(Schedule.cron("30 2 * * *", VIENNA).next(moved)).isEqualTo("2026-10-26T01:30:00Z");
        assertThat(next("*/30 2 * * *", "2026-10-24T12:00:00", 3))
                .containsExactly("2026-10-25T02:00+02:00", "2026-10-25T02:30+02:00", "2026-10-26T02:00+01:00");
        assertThat(next("*/30 * * * *", "2026-10-25T01:45:00", 4))
                .containsExactly(
                        "2026-10-25T02:00+02:00",
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T02:30+01:00");
        assertThat(next("0 * * * *", "2026-10-25T01:30:00", 3))
                .containsExactly("2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00", "2026-10-25T03:00+01:00");
    }

    @Test
    void weekdaysAndNamesShouldBeRead() {
        assertThat(next("0 6 * * MON-FRI", "2026-11-27T07:00:00", 2))
                .containsExactly("2026-11-30T06:00+01:00", "2026-12-01T06:00+01:00");
        assertThat(next("0 6 29 2 *", "2026-11-27T07:00:00", 1)).containsExactly("2028-02-29T06:00+01:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 3 * *", "61 3 * * *", "@daily", "0 0 3 * * *", "0 3 30 2 *", "hourly"})
    void expressionThatIsNoneOrOfNoDayShouldBeRefused(String expression) {
        assertThatThrownBy(() -> Schedule.cron(expression, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + expression + "'");
    }

    @ParameterizedTest
    @CsvSource({"0s", "900ms", "367d"})
    void periodOutOfRangeShouldBeRefused(String text) {
        Duration period =
                text.endsWith("d") ? Duration.ofDays(367) : text.equals("0s") ? Duration.ZERO : Duration.ofMillis(900);
        assertThatThrownBy(() -> Schedule.every(period)).hasMessageContaining("'every'");
    }

    @Test
    void jitterShouldMakePeriodsShorterAndTimesLater() {
        Random random = new Random(1);
        Instant start = Instant.parse("2026-11-30T12:00:00Z");
        Schedule every = Schedule.every(Duration.ofMinutes(10));
        Schedule cron = Schedule.cron("0 * * * *", ZoneOffset.UTC);
        for (int i = 0; i < 1000; i++) {
            assertThat(every.due(start, random)).isBetween(start.plusSeconds(540), start.plusSeconds(600));
            assertThat(cron.due(start, random)).isBetween(start.plusSeconds(3600), start.plusSeconds(3630));
        }
    }

    @Test
    void gapShouldBeTheLongestUntilTheTimeAfterTheNext() {
        assertThat(Schedule.cron("0 6 * * MON-FRI", ZoneOffset.UTC).gap(Instant.parse("2026-11-27T06:00:00Z")))
                .isEqualTo(Duration.ofDays(3).plusSeconds(30));
    }
}
