/** The program of a job jar, which syncs a model of a configuration file. */
@NullMarked
package io.syncline.flink.program;

import org.jspecify.annotations.NullMarked;
