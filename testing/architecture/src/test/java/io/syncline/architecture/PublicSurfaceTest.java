package io.syncline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public types of the modules. Types in {@code internal} packages are not for applications. */
class PublicSurfaceTest {

    @Test
    void adapterShouldShowOnlyPortsBuildersAndItsDeclaration() {
        for (Module adapter : adapters()) {
            List<JavaClass> builders = topLevel(adapter)
                    .filter(type -> type.getSimpleName().endsWith("Builder"))
                    .toList();
            assertThat(topLevel(adapter)
                            .filter(type -> !implementsAPort(type)
                                    && !builders.contains(type)
                                    && !isBuilt(type)
                                    && !(type.isEnum() && isTaken(type, builders))))
                    .as(
                            "public types of %s that are neither a declaration nor a port, are not built and build nothing",
                            adapter)
                    .isEmpty();
        }
    }

    private static Stream<JavaClass> topLevel(Module adapter) {
        return publicTypes(adapter)
                .filter(type -> !type.isNestedClass() && !type.getPackageName().contains(".internal"));
    }

    /** Implements a port, an ability beside it, or the declaration. */
    private static boolean implementsAPort(JavaClass type) {
        return type.getAllRawInterfaces().stream()
                .anyMatch(port -> ThirdParties.isIn(
                        port.getPackageName(), List.of("io.syncline.core.port", "io.syncline.core.adapter")));
    }

    private static boolean isBuilt(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(method -> method.getName().equals("builder")
                        && method.getModifiers().contains(JavaModifier.STATIC)
                        && method.getRawReturnType().getName().equals(type.getName() + "Builder"));
    }

    private static boolean isTaken(JavaClass choice, List<JavaClass> builders) {
        return builders.stream()
                .flatMap(builder -> builder.getMethods().stream())
                .anyMatch(method -> method.getRawParameterTypes().contains(choice));
    }

    @Test
    void builderOfAnAdapterShouldBuildAPublicType() {
        for (Module adapter : adapters()) {
            Set<String> shown =
                    topLevel(adapter).map(JavaClass::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
            assertThat(shown.stream()
                            .filter(name -> name.endsWith("Builder"))
                            .map(name -> name.substring(0, name.length() - "Builder".length())))
                    .as("what the builders of %s build", adapter)
                    .isSubsetOf(shown);
        }
    }

    private static List<Module> adapters() {
        return Project.modules(Kind.ADAPTER).stream().filter(Module::isAdapter).toList();
    }

    @Test
    void publicSignatureShouldNameNoLibrary() {
        for (Module module : Project.modules(Kind.API, Kind.CORE, Kind.ADAPTER)) {
            if (module.kind() == Kind.ADAPTER && !module.isAdapter()) {
                continue;
            }
            TreeSet<String> named = publicTypes(module)
                    .filter(type -> !type.getPackageName().contains(".internal"))
                    .flatMap(PublicSurfaceTest::signatures)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(named).as("public signatures of %s", module).isEmpty();
        }
    }

    @Test
    void publicClassShouldBeFinalOrMadeToBeExtended() {
        for (Module module : Project.modules(Kind.ADAPTER)) {
            assertThat(publicTypes(module)
                            .filter(type -> !type.isInterface()
                                    && !type.isEnum()
                                    && !type.getModifiers().contains(JavaModifier.FINAL)
                                    && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                            .map(JavaClass::getName))
                    .as("public classes of %s that anybody may extend", module)
                    .isEmpty();
        }
    }

    private static Stream<JavaClass> publicTypes(Module module) {
        return Project.classes(module).stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.getEnclosingClass()
                        .map(outer -> outer.getModifiers().contains(JavaModifier.PUBLIC))
                        .orElse(true));
    }

    private static Stream<String> signatures(JavaClass type) {
        Stream<String> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .filter(PublicSurfaceTest::namesLibrary)
                .map(supertype -> type.getName() + " extends " + supertype.getName());
        Stream<String> fields = type.getFields().stream()
                .filter(field -> isVisible(field.getModifiers()) && namesLibrary(field.getType()))
                .map(JavaField::getFullName);
        Stream<String> codeUnits = type.getCodeUnits().stream()
                .filter(unit -> isVisible(unit.getModifiers()) && types(unit).anyMatch(PublicSurfaceTest::namesLibrary))
                .map(JavaCodeUnit::getFullName);
        return Stream.of(supertypes, fields, codeUnits).flatMap(names -> names);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static Stream<JavaType> types(JavaCodeUnit unit) {
        List<JavaType> parameters = unit.getParameterTypes();
        Stream<JavaType> thrown = unit.getExceptionTypes().stream().map(type -> type);
        return Stream.of(Stream.of(unit.getReturnType()), parameters.stream(), thrown)
                .flatMap(types -> types);
    }

    private static boolean namesLibrary(JavaType type) {
        return type.getAllInvolvedRawTypes().stream()
                .map(raw -> raw.getBaseComponentType().getPackageName())
                .anyMatch(name -> !ThirdParties.isJdk(name) && !ThirdParties.isIn(name, "io.syncline"));
    }
}
