package io.syncline.verification;

final class QdrantAcceptanceTest extends AcceptanceScenarios {

    @Override
    World newWorld() {
        return new QdrantWorld();
    }
}
