package io.syncline.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The modules of the root POM and their compiled classes, read once. */
final class Project {

    static final Path ROOT = root();

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Map<Module, JavaClasses> CLASSES = imported();

    private Project() {}

    private static Path root() {
        Path module = Path.of("").toAbsolutePath();
        return module.endsWith("testing/architecture") ? module.getParent().getParent() : module;
    }

    private static Map<Module, JavaClasses> imported() {
        Map<Module, JavaClasses> classes = new LinkedHashMap<>();
        for (Module module : modules()) {
            if (module.hasCode() && module.kind() != Kind.TESTS) {
                classes.put(module, new ClassFileImporter().importPath(module.classes()));
            }
        }
        return classes;
    }

    /** All modules, in the order of the root POM. */
    static List<Module> modules() {
        List<Module> modules = new ArrayList<>();
        Matcher matcher = MODULE.matcher(Module.text(ROOT.resolve("pom.xml")));
        while (matcher.find()) {
            modules.add(new Module(matcher.group(1), ROOT.resolve(matcher.group(1))));
        }
        return modules;
    }

    /** The modules of some kinds that have code. */
    static List<Module> modules(Kind first, Kind... more) {
        Set<Kind> kinds = EnumSet.of(first, more);
        return CLASSES.keySet().stream()
                .filter(module -> kinds.contains(module.kind()))
                .toList();
    }

    /** The modules that have code, except measurements. */
    static Set<Module> coded() {
        return CLASSES.keySet();
    }

    static JavaClasses classes(Module module) {
        return CLASSES.get(module);
    }

    /** The package that a module's classes are in, or below. */
    static String basePackage(Module module) {
        return classes(module).stream()
                .map(JavaClass::getPackageName)
                .reduce((a, b) -> a.length() <= b.length() ? a : b)
                .orElseThrow();
    }
}
