package io.syncline.odoo;

import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.adapter.OptionValues;
import io.syncline.core.adapter.Setting;
import io.syncline.core.port.TextExtractor;
import io.syncline.core.port.TextExtractorProvider;
import io.syncline.core.port.TextExtractors;
import io.syncline.core.port.extraction.ExtractionSettings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an {@link OdooRecordSourceBuilder} about the texts of files: their options in a configuration, their rules,
 * and what the source gets of them. Not thread-safe.
 */
final class AttachmentSettings {

    /**
     * The checked settings.
     *
     * @param limits the limits of files and texts
     * @param provider opens the extractor; null if there is none, or the application has one
     * @param given the extractor of the application, or null
     */
    record Attachments(
            ExtractionSettings limits,
            @Nullable TextExtractorProvider provider,
            @Nullable TextExtractor given) {}

    /** More than most mail servers let through; Base64 of it is within the limit of an answer. */
    private static final long DEFAULT_SIZE = 25L << 20;

    /** Some hundred pages. */
    private static final int DEFAULT_TEXT = 200_000;

    private static final Option<Boolean> TEXT = Option.flag(
                    "text", "whether the texts of files are read; needs a text extractor on the class path")
            .defaultText("true if there is one");
    private static final Option<Long> MAX_SIZE = Option.bytes("max-size", "the largest file that is fetched")
            .range("1 byte to 16GiB; Base64 of it has to fit into `max-answer-size`")
            .defaultValue("25MiB");
    private static final Option<Integer> MAX_TEXT = Option.number(
                    "max-text", "the most characters of a file's text; the rest is left out")
            .range("1 to 100000000")
            .defaultValue("200000");
    private static final Option<Duration> TIMEOUT = Option.duration(
                    "timeout", "limit for extracting the text of one file")
            .defaultValue("60s");
    private static final Option<Long> MEMORY = Option.bytes("memory", "heap of the process that extracts texts")
            .range("64MiB to 16GiB")
            .defaultValue("512MiB");

    private final Setting<TextExtractor> extractor = Setting.named("textExtractor");
    private final Setting<ExtractionSettings> limits = Setting.named("extraction");
    private final Setting<Boolean> text = Setting.named("attachmentText");

    static OptionSet<OdooRecordSourceBuilder> addTo(OptionSet<OdooRecordSourceBuilder> options) {
        return options.with(
                Option.section(
                                "attachments",
                                "the texts of [files](odoo.md#files)",
                                OptionSet.of(TEXT, MAX_SIZE, MAX_TEXT, TIMEOUT, MEMORY))
                        .defaultText("the defaults of each"),
                AttachmentSettings::add);
    }

    private static void add(OdooRecordSourceBuilder builder, OptionValues values) {
        values.find(TEXT).ifPresent(builder::attachmentText);
        builder.extraction(ExtractionSettings.builder()
                .maxFileSize(values.get(MAX_SIZE))
                .maxTextLength(values.get(MAX_TEXT))
                .timeout(values.get(TIMEOUT))
                .memory(values.get(MEMORY))
                .build());
    }

    void extractor(TextExtractor value) {
        extractor.set(value);
    }

    void limits(ExtractionSettings value) {
        limits.set(value);
    }

    void text(boolean on) {
        text.set(on);
    }

    /**
     * The checked settings.
     *
     * @throws io.syncline.api.failure.SetupException if there are several extractors on the class path
     */
    Attachments attachments() {
        ExtractionSettings settings = limits.or(ExtractionSettings.builder()
                .maxFileSize(DEFAULT_SIZE)
                .maxTextLength(DEFAULT_TEXT)
                .build());
        if (!text.or(true)) {
            return new Attachments(settings, null, null);
        }
        Optional<TextExtractor> given = extractor.optional();
        TextExtractorProvider found = given.isPresent()
                ? null
                : TextExtractors.only(AttachmentSettings.class.getClassLoader()).orElse(null);
        return new Attachments(settings, found, given.orElse(null));
    }
}
