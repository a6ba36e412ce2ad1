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

/** What the descriptions of the commands have in common. */
final class Specs {

    private static final String EXAMPLES = "%nExamples:%n";

    private Specs() {}

    /** A command with its help, to which options and parameters are added. */
    static CommandSpec of(Object command, String name, String header, String... description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command, Factory.INSTANCE)
                .name(name)
                .versionProvider(new Version())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
        spec.usageMessage().header(header).description(description);
        return spec;
    }

    /** Ends the help of a command with examples. */
    static CommandSpec withExamples(CommandSpec spec, String... lines) {
        spec.usageMessage().footerHeading(EXAMPLES).footer(lines);
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

    /** The model that a command is about. */
    static PositionalParamSpec model() {
        return model("technical name, such as res.partner");
    }

    /** The model that a command is about, in other words. */
    static PositionalParamSpec model(String description) {
        return parameter(0, ModelName.class, "MODEL", description);
    }

    /** A word that a command needs in its place. */
    static PositionalParamSpec parameter(int place, Class<?> type, String label, String description) {
        return PositionalParamSpec.builder()
                .index(String.valueOf(place))
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

    /** A value that may be missing. */
    static <T> Optional<T> valueOf(ArgSpec argument, Class<T> type) {
        return Optional.ofNullable(type.cast(argument.<@Nullable Object>getValue()));
    }

    /** A value that a default stands for. */
    static <T> T valueOf(ArgSpec argument, T otherwise) {
        T value = argument.<@Nullable T>getValue();
        return value == null ? otherwise : value;
    }

    /** Picocli's own looks for Groovy in every library, which takes longer than an idle sync. */
    enum Factory implements IFactory {
        /** The only one. */
        INSTANCE;

        /** Makes the lists that values are gathered in; nothing else is made by its class. */
        @Override
        public <K> K create(Class<K> type) {
            if (type.isAssignableFrom(ArrayList.class)) {
                return type.cast(new ArrayList<>());
            }
            throw new UnsupportedOperationException("Nothing makes a " + type.getName());
        }
    }
}
