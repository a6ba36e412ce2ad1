package io.syncline.enginetests.acceptance;

final class InMemoryAcceptanceTest extends AcceptanceScenarios {

    @Override
    World newWorld() {
        return new InMemoryWorld();
    }
}
