package io.syncline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that says itself how it is asked for. Reading that from annotations, as picocli can too, takes longer than an
 * idle sync ({@code docs/adr/0019-class-data-sharing.md}).
 */
interface Described extends Callable<Integer> {

    /** Its options, its parameters and its help. Called once. */
    CommandSpec spec();
}
