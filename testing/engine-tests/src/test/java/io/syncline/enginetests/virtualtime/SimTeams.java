package io.syncline.enginetests.virtualtime;

import java.util.ArrayList;
import java.util.List;

/** The teams of a source, to which its records are linked: users rename them, and their names cannot always be read. */
final class SimTeams {

    /** The field of a record that shows the name of its team. */
    static final String TEAM = "team";

    private static final int COUNT = 3;

    private static final class Team {
        private String name;
        private boolean unreadable;

        Team(String name) {
            this.name = name;
        }
    }

    private final List<Team> teams = new ArrayList<>();
    private int names;

    SimTeams() {
        for (int i = 0; i < COUNT; i++) {
            teams.add(new Team(newName()));
        }
    }

    /** The team of a record. */
    static int of(long number) {
        return (int) (number % COUNT);
    }

    int count() {
        return COUNT;
    }

    /** A name that no team has had. */
    String newName() {
        return "team " + ++names;
    }

    String name(int team) {
        return teams.get(team).name;
    }

    void rename(int team, String name) {
        teams.get(team).name = name;
    }

    boolean isUnreadable(int team) {
        return teams.get(team).unreadable;
    }

    void unreadable(int team, boolean whether) {
        teams.get(team).unreadable = whether;
    }
}
