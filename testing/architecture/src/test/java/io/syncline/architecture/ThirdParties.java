package io.syncline.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which libraries a module may see. An adapter lists them in the property {@code third.parties} of its POM, the other
 * modules are here. Whatever is not listed has to be argued for in a review of the list.
 */
final class ThirdParties {

    /** Annotations: anywhere. */
    static final List<String> EVERYWHERE = List.of("org.jspecify.annotations", "org.immutables.value");

    private static final String SLF4J = "org.slf4j";
    private static final String JACKSON = "com.fasterxml.jackson";
    private static final String SERVLET = "jakarta.servlet";
    private static final String MICROMETER = "io.micrometer";

    /** Libraries that several modules may use. */
    static final List<String> SHARED = List.of(
            SLF4J,
            JACKSON,
            "tools.jackson",
            SERVLET,
            "org.apache.coyote",
            MICROMETER,
            "org.springframework",
            "org.postgresql",
            "org.apache.commons.compress");

    private static final Map<String, List<String>> BY_MODULE = Map.ofEntries(
            Map.entry("sync-api", List.of()),
            Map.entry("sync-core", List.of(SLF4J, JACKSON, "org.jsoup")),
            Map.entry(
                    "testing/testkit",
                    List.of(
                            SLF4J,
                            JACKSON,
                            "org.junit.jupiter",
                            "org.assertj",
                            "org.opentest4j",
                            "org.testcontainers",
                            "io.zonky.test",
                            "org.apache.commons.compress")),
            Map.entry("testing/odoo-testserver", List.of(JACKSON)),
            Map.entry("integrations/micrometer", List.of(MICROMETER)),
            Map.entry("sync-service", List.of(SLF4J, "com.cronutils")),
            Map.entry(
                    "sync-mcp",
                    List.of(SLF4J, JACKSON, "io.modelcontextprotocol", "reactor.core", "reactor.util", SERVLET)),
            Map.entry("sync-web", List.of(SERVLET, "org.apache.catalina", "org.apache.coyote", "org.apache.tomcat")),
            Map.entry("sync-server", List.of(SLF4J, JACKSON, SERVLET, MICROMETER, "org.apache.coyote")),
            Map.entry("sync-cli", List.of(SLF4J, JACKSON, "picocli", "org.snakeyaml")),
            Map.entry("sync-examples", List.of(SLF4J)),
            Map.entry("testing/benchmarks", List.of(SLF4J, "org.openjdk.jmh")));

    private ThirdParties() {}

    static List<String> of(Module module) {
        return Stream.concat(EVERYWHERE.stream(), own(module).stream()).toList();
    }

    /** The libraries that are listed for the module itself. */
    static List<String> own(Module module) {
        List<String> own = Set.of(Kind.ADAPTER, Kind.INTEGRATION).contains(module.kind())
                ? module.thirdParties()
                : BY_MODULE.get(module.name());
        if (own == null) {
            throw new IllegalStateException("Which libraries may " + module + " see? List them");
        }
        return own;
    }

    /** Whether a package is part of the JDK. */
    static boolean isJdk(String packageName) {
        return packageName.isEmpty()
                || Stream.of("java", "javax").anyMatch(top -> isIn(packageName, top))
                || Stream.of("com.sun.net.httpserver", "org.xml.sax", "org.w3c.dom")
                        .anyMatch(top -> isIn(packageName, top));
    }

    static boolean isIn(String packageName, String top) {
        return packageName.equals(top) || packageName.startsWith(top + ".");
    }

    static boolean isIn(String packageName, List<String> tops) {
        return tops.stream().anyMatch(top -> isIn(packageName, top));
    }
}
