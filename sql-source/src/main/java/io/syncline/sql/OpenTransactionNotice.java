package io.syncline.sql;

import io.syncline.sql.internal.dialect.OpenTransactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a person should know of transactions that run for long, or that are not visible. */
final class OpenTransactionNotice {

    private static final Duration LONG = Duration.ofMinutes(10);

    private OpenTransactionNotice() {}

    static List<String> of(SourceTime time) {
        List<String> notices = new ArrayList<>();
        time.open().flatMap(OpenTransactions::unknown).ifPresent(notices::add);
        time.open()
                .ifPresent(
                        open -> open.oldest()
                                .filter(oldest -> !open.session().isEmpty())
                                .filter(oldest ->
                                        Duration.between(oldest, time.clock()).compareTo(LONG) > 0)
                                .ifPresent(
                                        oldest -> notices.add(
                                                "A transaction has been running since " + oldest + " (" + open.session()
                                                        + "): until it ends, each sync reads again what has changed since then; end it if it is idle")));
        return notices;
    }
}
