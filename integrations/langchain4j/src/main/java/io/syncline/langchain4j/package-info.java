/** Syncline and LangChain4j: its models as embedders, and a retriever of what was synced. */
@NullMarked
package io.syncline.langchain4j;

import org.jspecify.annotations.NullMarked;
