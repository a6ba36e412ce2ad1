/** Submits syncs to a Flink cluster over its REST interface, without a library of Flink. */
@NullMarked
package io.syncline.cli.flink;

import org.jspecify.annotations.NullMarked;
