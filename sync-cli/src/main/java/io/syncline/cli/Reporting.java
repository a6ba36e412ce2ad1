package io.syncline.cli;

import io.syncline.cli.output.Json;

/** A command whose JSON object is a report, also when it fails before there is one. */
interface Reporting {

    /** The report of a run that could not begin. */
    Json failed(String message);
}
