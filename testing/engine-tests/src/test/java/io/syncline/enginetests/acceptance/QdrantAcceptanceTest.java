package io.syncline.enginetests.acceptance;

final class QdrantAcceptanceTest extends AcceptanceScenarios {

    @Override
    World newWorld() {
        return new QdrantWorld();
    }
}
