package io.syncline.benchmarks.retrieval;

import io.syncline.core.evaluation.EvaluationReport;

/**
 * One way to turn records into vectors, measured.
 *
 * @param name a heading
 * @param vectors how many it stores
 * @param tokensPerRecord how many tokens were embedded for a record, on average
 * @param report the answers to the questions
 */
record SearchColumn(String name, long vectors, double tokensPerRecord, EvaluationReport report) {}
