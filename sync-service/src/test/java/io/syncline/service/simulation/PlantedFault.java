package io.syncline.service.simulation;

import java.util.List;

/**
 * A fault of the service, as a change of its sources.
 *
 * @param what what is wrong
 * @param day the test of {@link SimulatedDayTest} that detects it
 * @param edits the change
 */
record PlantedFault(String what, String day, List<Edit> edits) {

    /**
     * A change of a source.
     *
     * @param file its name, without ending, below the package of the service
     * @param text what it has in one place
     * @param faulty what it has instead
     */
    record Edit(String file, String text, String faulty) {}

    private static PlantedFault of(String what, String day, Edit... edits) {
        return new PlantedFault(what, day, List.of(edits));
    }

    /** All that the simulated days detect. */
    static List<PlantedFault> all() {
        return List.of(
                of(
                        "A process begins what it is doing already",
                        "outageShouldBeFollowedByOneRunOfEachModel",
                        new Edit("Task", "running = true;", "running = false; due = schedule.due(now, random);"),
                        new Edit("Agenda", "busy.addAll(occupied);", ""),
                        new Edit("run/RunRegistry", "run.descriptor().model().equals(descriptor.model())", "false")),
                of(
                        "Processes do not look who has started a model last",
                        "dayShouldHaveNoOverlapNoGapAndNoPileUp",
                        new Edit(
                                "Claims",
                                "if (memory.claim(task.model(), task.work(), known(task), now)) {",
                                "if (true) {")),
                of(
                        "A busy model is asked for again and again",
                        "dayShouldHaveNoOverlapNoGapAndNoPileUp",
                        new Edit("Task", "wait(FIRST_BLOCKED, blocks, now)", "Duration.ofMillis(500)")),
                of(
                        "A period is counted from the end of a run",
                        "dayShouldHaveNoOverlapNoGapAndNoPileUp",
                        new Edit("Task", "blocks = 0;\n    }", "due = due.plusSeconds(10); }")),
                of(
                        "Jitter makes a period longer",
                        "dayShouldHaveNoOverlapNoGapAndNoPileUp",
                        new Edit("schedule/Every", "next(after).minus(", "next(after).plus(")),
                of(
                        "Waits after failures grow beyond the schedule",
                        "outageShouldBeFollowedByOneRunOfEachModel",
                        new Edit("Task", "gap.compareTo(LONGEST_RETRY) < 0 ? gap : LONGEST_RETRY", "LONGEST_RETRY")),
                of(
                        "A signal that comes during a run is taken for one before it",
                        "signalDuringARunShouldBeFollowedByAnother",
                        new Edit("Task", "blocks = 0;\n    }", "signalled = null; }")),
                of(
                        "Signals undo the waits after failures",
                        "signalsShouldNotShortenTheWaitsAfterFailures",
                        new Edit("Task", "notBefore = now.plus(wait);", "notBefore = null;")),
                of(
                        "A model that has changed is synced when its schedule has it",
                        "probeShouldSyncWhatHasMovedAndNothingElse",
                        new Edit("ChangeProbes", "return again.remove(model);", "return false;"),
                        new Edit("ChangeProbes", "again.add(model);\n            return true;", "return false;")),
                of(
                        "What the end of the service has cancelled counts as done",
                        "workThatTheEndOfTheServiceCancelsShouldBeCaughtUp",
                        new Edit("Scheduler", "&& !(outcome == RunOutcome.CANCELLED && isStopping())", "")),
                of(
                        "What was signalled is read once",
                        "signalShouldBringASyncForwardAndASecondLook",
                        new Edit("Scheduler", "task.lookAgain(now.plus(secondLook));", "")),
                of(
                        "Each time that passed in a pause is made up for",
                        "timeOfASuspendedProcessShouldBeCaughtUpOnce",
                        new Edit("Task", "due = schedule.due(at, random);", "due = schedule.due(due, random);")),
                of(
                        "Only what comes after a start counts",
                        "timeWithoutAProcessShouldBeCaughtUpOnce",
                        new Edit(
                                "Task",
                                "} else if (last.isPresent()) {",
                                "} else if (last.isPresent() && work == null) {")),
                of(
                        "What a dead process had begun counts as done",
                        "workOfAProcessThatDiedShouldBeTakenOver",
                        new Edit(
                                "Task", "!start.ended() && isWorthConfirming() && suspicious.isBefore(next)", "false")),
                of(
                        "What failed is left until its next time",
                        "outageShouldBeFollowedByOneRunOfEachModel",
                        new Edit("Task", "|| at.isBefore(due)) {", ") {")),
                of(
                        "A wait is as long as the time until something is due, by a clock that may be set meanwhile, or stand still",
                        "computerThatHasSleptShouldNoticeIt",
                        new Edit(
                                "Scheduler",
                                "LONGEST_WAIT = Duration.ofMinutes(1)",
                                "LONGEST_WAIT = Duration.ofDays(1)")),
                of(
                        "A record is read once more only by the process that was told of it",
                        "secondLookShouldOutlastTheProcess",
                        new Edit("SyncService", "if (report.recordsTouched() > 0) {", "if (false) {")),
                of(
                        "A clock that was set back stops what was due by it",
                        "clockThatIsSetShouldNotStopTheWork",
                        new Edit("Scheduler", "agenda.shift(setBack, now);", "")),
                of(
                        "A time that the clocks skip does not come",
                        "timeThatTheClocksSkipShouldBeCaughtUpOnce",
                        new Edit("schedule/Cron", "change.isGap() && skipsATime(change)", "false")),
                of(
                        "A time that the clocks show twice comes twice",
                        "timeThatTheClocksShowTwiceShouldCountOnce",
                        new Edit(
                                "schedule/Cron",
                                "!isOfEveryHour && isShownAgain(next)",
                                "isOfEveryHour && isShownAgain(next)")),
                of(
                        "Times go by a clock that nobody sets",
                        "timeThatTheClocksSkipShouldBeCaughtUpOnce",
                        new Edit("schedule/Cron", "this.zone = zone;", "this.zone = ZoneOffset.ofHours(1);")));
    }
}
