package io.syncline.cli;

class KilledSourcesTest extends KilledSources {

    @Override
    String state() {
        return "state: {type: file, path: state.json}";
    }
}
