package io.syncline.cli;

import io.syncline.cli.output.Json;

/** A command that prints a run report with {@code --json}, even if it fails before the run starts. */
interface ReportingCommand extends CliCommand {

    /** The report of a run that could not start. */
    Json failed(String message);
}
