package io.syncline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that describes itself to picocli in code. Picocli makes proxies of annotations at run time, which no
 * class-data archive holds ({@code docs/adr/0019-class-data-sharing.md}).
 */
interface CliCommand extends Callable<Integer> {

    /** The options, parameters and help of the command. Called once. */
    CommandSpec spec();
}
