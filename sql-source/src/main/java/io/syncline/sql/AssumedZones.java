package io.syncline.sql;

import io.syncline.sql.internal.dialect.ChangeTime;
import io.syncline.sql.internal.dialect.SqlText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Change times of a model that depend on a zone which nobody has named. */
final class AssumedZones {

    /** Times as texts are looked at in so many rows: an application writes all of them alike. */
    private static final int ROWS = 1000;

    private final SqlSession session;
    private final ModelShape shape;

    AssumedZones(SqlSession session, ModelShape shape) {
        this.session = session;
        this.shape = shape;
    }

    /** Each listing of changes goes back so far that none is missed, whatever the zone is. */
    Optional<String> warning() throws SQLException {
        List<String> assumed = new ArrayList<>();
        if (isAssumed(shape.changeTime().orElseThrow(), shape.from())) {
            shape.settings().version().ifPresent(assumed::add);
        }
        for (ChildShape child : shape.watchedChildren()) {
            if (isAssumed(child.changeTime().orElseThrow(), child.from())) {
                assumed.add(child.field());
            }
        }
        return assumed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The change time of " + String.join(", ", assumed) + " has no time zone and is read as UTC."
                                + " The application may stamp it in another one, so each sync reads again what changed in up to 26 hours"
                                + " before. Set 'time-zone' of the source, to UTC if that is right");
    }

    private boolean isAssumed(ChangeTime time, String from) throws SQLException {
        if (!time.isAssumed() || time.assumedWhere().isEmpty()) {
            return time.isAssumed();
        }
        SqlText rows = new SqlText()
                .add("SELECT SUM(assumed) FROM (SELECT " + time.assumedWhere() + " AS assumed FROM " + from
                        + session.dialect().limit(ROWS) + ") looked_at");
        return session.first(rows, row -> row.getLong(1)).orElse(0L) > 0;
    }
}
