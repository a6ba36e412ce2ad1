package io.syncline.cli;

import io.syncline.api.ModelName;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Builds the parts that the descriptions of the commands share. */
final class CommandSpecs {

    private CommandSpecs() {}

    /** A command with {@code --help}, {@code --version} and the exit statuses. */
    static CommandSpec of(Object command, String name, String header, String... description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command, Factory.INSTANCE)
                .name(name)
                .versionProvider(new Version())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("print this help and exit")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("print the version and exit")
                        .build());
        spec.usageMessage()
                .header(header)
                .description(description)
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(ExitCode.DESCRIPTIONS);
        return spec;
    }

    /** Adds examples to the end of the help; each line has at most 80 characters. */
    static CommandSpec withExamples(CommandSpec spec, String... lines) {
        spec.usageMessage().footerHeading("%nExamples:%n").footer(lines);
        return spec;
    }

    /** An option without a value. */
    static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** An option with a value. */
    static OptionSpec option(Class<?> type, String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(type)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** The required parameter {@code MODEL}. */
    static PositionalParamSpec model() {
        return model("technical name, such as res.partner");
    }

    /** The required parameter {@code MODEL}, with a description. */
    static PositionalParamSpec model(String description) {
        return parameter(0, ModelName.class, "MODEL", description);
    }

    /** A required parameter. */
    static PositionalParamSpec parameter(int index, Class<?> type, String label, String description) {
        return PositionalParamSpec.builder()
                .index(String.valueOf(index))
                .arity("1")
                .required(true)
                .paramLabel(label)
                .type(type)
                .description(description)
                .build();
    }

    static boolean isGiven(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.<@Nullable Boolean>getValue());
    }

    /** The value of an optional argument. */
    static <T> Optional<T> valueOf(ArgSpec argument, Class<T> type) {
        return Optional.ofNullable(type.cast(argument.<@Nullable Object>getValue()));
    }

    /** The value of an argument, or a default. */
    static <T> T valueOf(ArgSpec argument, T otherwise) {
        T value = argument.<@Nullable T>getValue();
        return value == null ? otherwise : value;
    }

    /** Replaces picocli's default factory, which searches the class path for Groovy at each start. */
    enum Factory implements IFactory {
        INSTANCE;

        /** Creates the lists that collect repeated values; picocli asks for nothing else. */
        @Override
        public <K> K create(Class<K> type) {
            if (type.isAssignableFrom(ArrayList.class)) {
                return type.cast(new ArrayList<>());
            }
            throw new UnsupportedOperationException("Cannot create a " + type.getName());
        }
    }
}
