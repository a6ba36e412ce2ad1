package io.syncline.odoo;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the files that were read last, by checksum, so that a file that is attached often, or whose record is read
 * again, is not fetched and extracted again. Not thread-safe.
 */
final class FileTextCache {

    /** What an entry takes besides its text, in characters. */
    private static final int ENTRY = 200;

    private final long most;
    private final Map<String, FileText> texts = new LinkedHashMap<>(16, 0.75f, true);
    private long size;

    /**
     * An empty cache.
     *
     * @param most how many characters it holds; a single text may be longer
     */
    FileTextCache(long most) {
        this.most = most;
    }

    @Nullable FileText get(String checksum) {
        return texts.get(checksum);
    }

    void put(String checksum, FileText text) {
        FileText before = texts.put(checksum, text);
        size += size(text) - (before == null ? 0 : size(before));
        Iterator<FileText> oldest = texts.values().iterator();
        while (size > most && texts.size() > 1) {
            size -= size(oldest.next());
            oldest.remove();
        }
    }

    private static long size(FileText text) {
        return (long) ENTRY + text.text().length() + text.problem().length();
    }
}
