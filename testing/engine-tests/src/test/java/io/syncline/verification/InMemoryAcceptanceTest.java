package io.syncline.verification;

final class InMemoryAcceptanceTest extends AcceptanceScenarios {

    @Override
    World newWorld() {
        return new InMemoryWorld();
    }
}
