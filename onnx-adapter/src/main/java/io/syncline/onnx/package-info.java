/** Embedder that runs a small English model inside the process, on ONNX Runtime. */
@NullMarked
package io.syncline.onnx;

import org.jspecify.annotations.NullMarked;
