/** An embedder that runs inside the process: a small sentence model on ONNX Runtime, offline. */
@NullMarked
package io.syncline.onnx;

import org.jspecify.annotations.NullMarked;
