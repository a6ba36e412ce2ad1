package io.syncline.mcp;

import io.syncline.testkit.node.NodePackages;

/** The clients in JavaScript, with the packages that their lock files name. */
final class NodeClients {

    /** The clients that are libraries, with what they do. */
    static final NodePackages LIBRARIES = NodePackages.of(
            NodeClients.class, "clients", "package.json", "package-lock.json", "scenario.mjs", "sdk1.mjs", "sdk2.mjs");

    /** The inspector, which has a command line. */
    static final NodePackages INSPECTOR =
            NodePackages.of(NodeClients.class, "inspector", "package.json", "package-lock.json");

    private NodeClients() {}

    /** Whether the tests can run. */
    static boolean present() {
        return NodePackages.available("the tests of the MCP server");
    }
}
