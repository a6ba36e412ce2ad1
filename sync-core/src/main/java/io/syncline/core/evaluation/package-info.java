/**
 * Measures a search by questions with known answers. {@link QuestionResolver} checks what people wrote,
 * {@link Evaluator} asks, {@link EvaluationReport} holds the figures and the misses, and {@link EvaluationComparison}
 * compares two reports on the same questions.
 */
@NullMarked
package io.syncline.core.evaluation;

import org.jspecify.annotations.NullMarked;
