package io.syncline.sqlite;

import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.vector.ReindexStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The generations of an index, as the first file records them: each has points in a file of its own, and the first one has them
 * in that file.
 *
 * @param roles by number
 * @param notes what else is recorded, by name
 */
record IndexGenerations(NavigableMap<Integer, String> roles, Map<String, String> notes) {

    private static final int FIRST = 1;

    private static final String SERVING = "serving";
    private static final String BUILDING = "building";

    /** The time in milliseconds since 1970 follows. */
    private static final String IDLE = "idle since ";

    /** A number is never used again. */
    private static final String DROPPED = "dropped";

    private static final String PREFIX = "generation ";
    private static final String PREVIOUS = "reindex previous";
    private static final String CONDITION = "reindex condition";

    static IndexGenerations read(Connection connection) throws SQLException {
        NavigableMap<Integer, String> roles = new TreeMap<>();
        Map<String, String> notes = new TreeMap<>();
        try (PreparedStatement statement = JdbcStatements.prepare(connection, "SELECT name, value FROM setting");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (name.startsWith(PREFIX)) {
                    roles.put(Integer.parseInt(name.substring(PREFIX.length())), rows.getString(2));
                } else {
                    notes.put(name, rows.getString(2));
                }
            }
        }
        roles.putIfAbsent(FIRST, SERVING);
        return new IndexGenerations(roles, notes);
    }

    int serving() {
        return find(SERVING).orElse(FIRST);
    }

    Optional<Integer> building() {
        return find(BUILDING);
    }

    private Optional<Integer> find(String role) {
        return roles.keySet().stream()
                .filter(number -> role.equals(roles.get(number)))
                .findFirst();
    }

    List<Integer> idle() {
        return roles.keySet().stream()
                .filter(number -> idleSince(number).isPresent())
                .toList();
    }

    Optional<Instant> idleSince(int number) {
        return Optional.ofNullable(roles.get(number))
                .filter(role -> role.startsWith(IDLE))
                .map(role -> Instant.ofEpochMilli(Long.parseLong(role.substring(IDLE.length()))));
    }

    Optional<String> condition() {
        return Optional.ofNullable(notes.get(CONDITION));
    }

    /** The names of the generations are those of their files. */
    ReindexStatus status(GenerationFiles files) {
        List<String> unused = new ArrayList<>();
        idle().forEach(number -> unused.add(files.name(number)));
        return new ReindexStatus(
                Optional.of(files.name(serving())),
                building().map(number -> files.name(number)),
                Optional.ofNullable(notes.get(PREVIOUS)).filter(unused::contains),
                unused);
    }

    int requireBuilding(GenerationFiles files) {
        return building()
                .orElseThrow(() -> new SetupException("There is no new index to replace "
                        + files.file(serving()).path() + ". Begin a reindex, and sync into it"));
    }

    /** The generation that serves, or served before, by its name. */
    int requireComplete(GenerationFiles files, String name) {
        return roles.keySet().stream()
                .filter(number -> files.name(number).equals(name))
                .filter(number -> number == serving() || idleSince(number).isPresent())
                .findFirst()
                .orElseThrow(() -> new SetupException("The index " + name + " cannot serve as "
                        + files.first().path() + ": "
                        + (building()
                                        .filter(number -> files.name(number).equals(name))
                                        .isPresent()
                                ? "it is being built"
                                : "there is none of that name")
                        + (idle().isEmpty()
                                ? ""
                                : ". These can: "
                                        + String.join(", ", status(files).idle()))));
    }

    /** Records a new generation. */
    int begin(Connection connection) throws SQLException {
        int next = roles.lastKey() + 1;
        record(connection, serving(), SERVING);
        record(connection, next, BUILDING);
        return next;
    }

    /** Lets a generation serve in place of the one that does. */
    void serve(Connection connection, int next, Instant now) throws SQLException {
        record(connection, serving(), IDLE + now.toEpochMilli());
        record(connection, next, SERVING);
    }

    /** Notes the way back, and removes the condition. */
    void switched(Connection connection, String previous) throws SQLException {
        note(connection, PREVIOUS, previous);
        JdbcStatements.update(connection, "DELETE FROM setting WHERE name = ?", CONDITION);
    }

    static void setCondition(Connection connection, String condition) throws SQLException {
        note(connection, CONDITION, condition);
    }

    /** Records that a generation is no more. */
    void dropped(Connection connection, int number) throws SQLException {
        record(connection, number, DROPPED);
        if (building().filter(building -> building == number).isPresent()) {
            JdbcStatements.update(connection, "DELETE FROM setting WHERE name = ?", CONDITION);
        }
    }

    private static void record(Connection connection, int number, String role) throws SQLException {
        note(connection, PREFIX + number, role);
    }

    private static void note(Connection connection, String name, String value) throws SQLException {
        JdbcStatements.update(connection, "INSERT OR REPLACE INTO setting VALUES (?, ?)", name, value);
    }
}
