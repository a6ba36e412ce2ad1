package io.syncline.core.internal.run;

import io.syncline.api.Difference;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.text.Document;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a record compares with its stamp, the one answer to "is it current?" for syncs, plans, comparisons and
 * explanations.
 *
 * @param difference what differs first, in the order of the checks; empty if nothing does
 * @param surplus whether the sink may hold chunks beyond those of the document
 * @param quarantined whether the sink hides the record
 * @param losesFields whether the document lacks fields that the stored one may have
 * @param chunks how many chunks the sink should hold; of a document that stays, as many as it has
 */
public record RecordComparison(
        Optional<Difference.Kind> difference, boolean surplus, boolean quarantined, boolean losesFields, int chunks) {

    private static final Set<Difference.Kind> NEED_EMBEDDING = EnumSet.of(
            Difference.Kind.MISSING,
            Difference.Kind.WRONG_FINGERPRINT,
            Difference.Kind.LACKS_FIELDS,
            Difference.Kind.STALE,
            Difference.Kind.INCOMPLETE);

    /** In fingerprints of documents that lack fields, before the names of these. */
    private static final String WITHOUT = ";without=";

    /** The fingerprint of a document: that of the settings, and the fields that it lacks. */
    static String fingerprint(String settings, Document document) {
        return document.isComplete()
                ? settings
                : settings + WITHOUT + String.join(",", document.lacking().keySet());
    }

    /**
     * Compares a document with what is stored of its record. A document that lacks fields does not replace a complete one
     * of the same version; of records without versions, it does.
     *
     * @param version of the record
     * @param settings the fingerprint of what makes texts and vectors now
     */
    static RecordComparison of(Document document, long version, String settings, @Nullable RecordStamp stamp) {
        if (document.isEmpty()) {
            return new RecordComparison(
                    stamp == null ? Optional.empty() : Optional.of(Difference.Kind.STALE), false, false, false, 0);
        }
        if (stamp == null) {
            return missing(document);
        }
        if (!document.isComplete() && isComplete(version, settings, stamp)) {
            return ofComplete(stamp);
        }
        boolean surplus =
                !stamp.intact() || stamp.storedChunks() > document.chunks().size();
        Optional<Difference.Kind> kind = compare(document, settings, stamp);
        return new RecordComparison(
                kind.or(() -> withoutEmbedding(stamp, surplus)),
                surplus,
                isQuarantined(stamp),
                !document.isComplete() && stamp.fingerprint().equals(settings),
                document.chunks().size());
    }

    /** The comparison of a record that the sink does not hold. */
    public static RecordComparison missing(Document document) {
        return new RecordComparison(
                Optional.of(Difference.Kind.MISSING),
                false,
                false,
                false,
                document.chunks().size());
    }

    /** What is repaired without an embedding. */
    private static Optional<Difference.Kind> withoutEmbedding(RecordStamp stamp, boolean surplus) {
        if (isQuarantined(stamp)) {
            return Optional.of(Difference.Kind.QUARANTINED);
        }
        return surplus ? Optional.of(Difference.Kind.SURPLUS_CHUNKS) : Optional.empty();
    }

    /** Whether all fields of this version of the record are stored; not known of a record without versions. */
    private static boolean isComplete(long version, String settings, RecordStamp stamp) {
        return version != 0
                && stamp.sourceVersion() == version
                && stamp.fingerprint().equals(settings)
                && stamp.intact();
    }

    /** A complete document stays as it is, but is shown again, and loses what is left of an earlier one. */
    private static RecordComparison ofComplete(RecordStamp stamp) {
        boolean surplus = stamp.storedChunks() > stamp.chunkCount();
        return new RecordComparison(
                withoutEmbedding(stamp, surplus), surplus, isQuarantined(stamp), false, stamp.chunkCount());
    }

    /** Whether a stamp is of a document that lacks fields, and otherwise made under these settings. */
    static boolean lacksFields(String settings, RecordStamp stamp) {
        return stamp.fingerprint().startsWith(settings + WITHOUT);
    }

    /** What makes a new embedding necessary. */
    private static Optional<Difference.Kind> compare(Document document, String settings, RecordStamp stamp) {
        if (!stamp.fingerprint().equals(fingerprint(settings, document))) {
            return Optional.of(otherSettings(settings, stamp));
        }
        if (!stamp.contentHash().equals(document.contentHash())) {
            return Optional.of(Difference.Kind.STALE);
        }
        return stamp.intact() ? Optional.empty() : Optional.of(Difference.Kind.INCOMPLETE);
    }

    /** The difference by the stamp alone. */
    static Optional<Difference.Kind> withoutContent(String fingerprint, RecordStamp stamp) {
        if (!stamp.fingerprint().equals(fingerprint)) {
            return Optional.of(otherSettings(fingerprint, stamp));
        }
        return stamp.intact() ? Optional.empty() : Optional.of(Difference.Kind.INCOMPLETE);
    }

    /** What a stamp of another fingerprint means. */
    private static Difference.Kind otherSettings(String settings, RecordStamp stamp) {
        if (stamp.fingerprint().equals(settings)) {
            return Difference.Kind.STALE;
        }
        return lacksFields(settings, stamp) ? Difference.Kind.LACKS_FIELDS : Difference.Kind.WRONG_FINGERPRINT;
    }

    /** Whether only the content can decide; if not, a stamp of this version and fingerprint is current. */
    static boolean needsContent(long version, String fingerprint, @Nullable RecordStamp stamp) {
        return stamp == null
                || version == 0
                || stamp.sourceVersion() != version
                || !stamp.fingerprint().equals(fingerprint)
                || !stamp.intact()
                || stamp.storedChunks() != stamp.chunkCount()
                || isQuarantined(stamp);
    }

    public static boolean isQuarantined(@Nullable RecordStamp stamp) {
        return stamp != null && stamp.quarantine().isPresent();
    }

    public boolean isCurrent() {
        return difference.isEmpty();
    }

    /** Whether the record has nothing to say, so that the sink should hold nothing of it. */
    public boolean empty() {
        return chunks == 0;
    }

    /** Whether its text has to be embedded, although the sink holds something of it that may have the same text. */
    public boolean replaces() {
        return needsEmbedding() && !difference.equals(Optional.of(Difference.Kind.MISSING));
    }

    /** Whether its text has to be embedded; if not, what differs is repaired without the embedder. */
    public boolean needsEmbedding() {
        return !empty() && difference.filter(NEED_EMBEDDING::contains).isPresent();
    }
}
