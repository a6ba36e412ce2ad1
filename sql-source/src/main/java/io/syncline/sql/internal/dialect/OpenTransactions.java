package io.syncline.sql.internal.dialect;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the transactions that are running.
 *
 * @param oldest when the oldest of them began, or less; empty if there is none
 * @param session the session of the oldest one, for messages
 * @param unknown why there may be older ones that this user does not see, as a sentence; empty if there are none
 */
public record OpenTransactions(Optional<Instant> oldest, String session, Optional<String> unknown) {}
