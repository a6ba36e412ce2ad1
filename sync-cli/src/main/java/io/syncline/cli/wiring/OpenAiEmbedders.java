package io.syncline.cli.wiring;

import io.syncline.cli.config.EmbedderConfig;
import io.syncline.core.port.Embedder;
import io.syncline.openai.OpenAiEmbedder;
import io.syncline.openai.OpenAiEmbedderBuilder;

final class OpenAiEmbedders {

    private OpenAiEmbedders() {}

    static Embedder open(EmbedderConfig.OpenAi config) {
        OpenAiEmbedderBuilder builder = OpenAiEmbedder.builder().model(config.model());
        config.apiKey().ifPresent(key -> builder.apiKey(key.reveal()));
        EmbedderConfig.Service service = config.service();
        service.baseUrl().ifPresent(builder::baseUrl);
        service.dimension().ifPresent(builder::dimension);
        service.requestsPerMinute().ifPresent(builder::requestsPerMinute);
        service.tokensPerMinute().ifPresent(builder::tokensPerMinute);
        service.price().ifPresent(builder::pricePerMillionTokens);
        service.deadline().ifPresent(builder::deadline);
        describe(config.server(), builder);
        return builder.build();
    }

    private static void describe(EmbedderConfig.Server server, OpenAiEmbedderBuilder builder) {
        builder.requestDimension(server.requestDimension());
        server.encoding().ifPresent(encoding -> builder.base64(encoding.equals("base64")));
        server.documentPrefix().ifPresent(builder::documentPrefix);
        server.queryPrefix().ifPresent(builder::queryPrefix);
        server.maxInputs().ifPresent(builder::inputs);
        server.maxTokensPerInput().ifPresent(builder::tokensPerInput);
        server.maxTokensPerRequest().ifPresent(builder::tokensPerRequest);
        server.concurrency().ifPresent(builder::concurrency);
    }
}
