package io.syncline.odoo;

import io.syncline.api.failure.TransientException;
import io.syncline.core.port.extraction.DocumentFile;
import io.syncline.core.port.extraction.ExtractedText;
import io.syncline.core.port.extraction.Extraction;
import io.syncline.core.port.extraction.NoText;
import io.syncline.odoo.CallFailure.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files and extracts their texts, one by one: so no more than one content is in memory, however many threads ask. A
 * file that is too large is not fetched. Thread-safe.
 */
final class FileReader {

    /** Some 30 MB of texts; those of a page are asked for within minutes. */
    private static final long MOST_CACHED = 16L << 20;

    private static final String CONTENT = "datas";
    private static final String CUT = "\n… the rest of this file is left out, since it is long";

    private final OdooApi api;
    private final FileExtraction extraction;
    private final ReentrantLock lock = new ReentrantLock();
    private final FileTextCache cache = new FileTextCache(MOST_CACHED);

    FileReader(OdooApi api, FileExtraction extraction) {
        this.api = api;
        this.extraction = extraction;
    }

    OdooApi api() {
        return api;
    }

    private FileText read(AttachedFile file) {
        long most = extraction.maxFileSize();
        if (file.size() > most) {
            return FileText.problem("too large: a file of " + file.size() + " bytes, at most " + most + " are read");
        }
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException("Reading the text of a file was interrupted before it began", e);
        }
        try {
            FileText known = cache.get(file.checksum());
            FileText text = known == null ? fetched(file) : known;
            cache.put(file.checksum(), text);
            return text;
        } finally {
            lock.unlock();
        }
    }

    private FileText fetched(AttachedFile file) {
        Map<String, Object> row = row(file);
        if (row == null) {
            return FileText.problem("it was deleted meanwhile");
        }
        if (!file.checksum().equals(row.get("checksum"))) {
            throw new TransientException("The content of " + file + " changed while it was read", null);
        }
        return row.get(CONTENT) instanceof String content && !content.isEmpty()
                ? extracted(file, content)
                : FileText.problem("missing: Odoo has a record of the file, and sends no content");
    }

    private @Nullable Map<String, Object> row(AttachedFile file) {
        Domain one = Domain.of(List.of(file.id())).and("res_field", "=", false);
        List<Map<String, Object>> rows = api.searchRead(AttachedFile.MODEL, one, List.of("checksum", CONTENT), 0);
        return rows.isEmpty() ? null : rows.get(0);
    }

    private FileText extracted(AttachedFile file, String content) {
        Base64Content bytes = new Base64Content(content);
        DocumentFile document = new DocumentFile(file.name(), file.mediaType(), bytes);
        Extraction result = extraction.extractor().extract(document);
        if (bytes.isMalformed()) {
            return FileText.problem("broken: Odoo did not send its content in Base64");
        }
        if (result instanceof ExtractedText text) {
            return FileText.of(text.truncated() ? text.text() + CUT : text.text());
        }
        return noText((NoText) result);
    }

    private static FileText noText(NoText none) {
        String what = switch (none.reason()) {
            case EMPTY, UNSUPPORTED -> "";
            case ENCRYPTED -> "encrypted";
            case BROKEN -> "broken";
            case TOO_LARGE -> "too large";
            case TOO_SLOW -> "too slow";
        };
        return what.isEmpty() ? FileText.NONE : FileText.problem(what + ": " + none.detail());
    }

    /** The text of a file whose content the server may not be able to send. */
    FileText readOrReason(AttachedFile file) {
        try {
            return read(file);
        } catch (CallFailure failure) {
            if (!failure.isAboutContent() && failure.kind() != Kind.OVERSIZE && failure.kind() != Kind.UNREADABLE) {
                throw failure;
            }
            return FileText.problem("not sent: " + failure.getMessage());
        }
    }
}
