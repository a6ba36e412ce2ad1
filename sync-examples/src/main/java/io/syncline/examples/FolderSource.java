package io.syncline.examples;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.core.port.record.SourceRecord;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notes in a folder: the file {@code shopping.txt} is record {@code shopping} of the model {@code note}. Its change time is
 * that of the file, so a file that is added with an old change time is found only by a full sync.
 *
 * <p>Thread-safe.
 */
public final class FolderSource implements RecordSource {

    private static final ModelName NOTE = ModelName.of("note");
    private static final Pattern FILE = Pattern.compile("([\\w-]{1,200})\\.txt");

    private final Path folder;
    private final InstantSource clock;
    private volatile boolean closed;

    /**
     * Makes a source.
     *
     * @param folder the folder of the notes
     * @param clock the clock of the file system
     */
    public FolderSource(Path folder, InstantSource clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "folder:" + folder;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public ModelDescription describe(ModelName model) {
        check(model);
        return ModelDescription.builder()
                .model(model)
                .addFields(new FieldDescription("text", "Text", FieldType.TEXT))
                .addDefaultFields("text")
                .build();
    }

    @Override
    public long count(RecordScope scope) {
        check(scope.model());
        return ids().size();
    }

    // region page
    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        IdPage page = ids(scope, range, limit);
        List<RecordId> ids = page.entries().stream().map(IdAndVersion::id).toList();
        RecordPage read = read(scope, ids);
        return new RecordPage(read.records(), read.rejected(), page.resumeAfter(), page.end());
    }

    @Override
    public IdPage ids(RecordScope scope, IdRange range, int limit) {
        check(scope.model());
        List<IdAndVersion> entries = new ArrayList<>();
        for (RecordId id : ids()) {
            if (!range.contains(id)) {
                continue;
            }
            if (entries.size() == limit) {
                return new IdPage(entries, Cursor.after(entries.get(limit - 1).id()), false);
            }
            long version = version(id);
            boolean changed = scope.changedSince()
                    .map(since -> version >= since.toEpochMilli())
                    .orElse(true);
            if (version > 0 && changed) {
                entries.add(new IdAndVersion(id, version));
            }
        }
        return new IdPage(entries, range.upTo(), true);
    }
    // endregion

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        check(scope.model());
        List<SourceRecord> records = new ArrayList<>();
        List<RejectedRecord> rejected = new ArrayList<>();
        TreeSet<RecordId> sorted = new TreeSet<>(ids);
        for (RecordId id : sorted) {
            try {
                text(id).ifPresent(text -> records.add(new SourceRecord(id, version(id), fields(scope, text))));
            } catch (CharacterCodingException e) {
                rejected.add(new RejectedRecord(id, file(id) + " is not text in UTF-8"));
            }
        }
        Cursor last = sorted.isEmpty() ? Cursor.START : Cursor.after(sorted.last());
        return new RecordPage(records, rejected, last, true);
    }

    private Optional<String> text(RecordId id) throws CharacterCodingException {
        if (!isNote(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file(id)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(file(id), e);
        }
    }

    private static Map<String, FieldValue> fields(RecordScope scope, String text) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        if (scope.fields().contains("text")) {
            fields.put("text", new FieldValue.Text(text));
        }
        return fields;
    }

    @Override
    public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
        check(scope.model());
        Set<RecordId> existing = new TreeSet<>(ids);
        existing.retainAll(ids());
        return existing;
    }

    /** All ids. Throws if the folder cannot be listed, so that no record is considered deleted. */
    private NavigableSet<RecordId> ids() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches())
                    .map(name -> RecordId.of(name.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (NoSuchFileException e) {
            throw new SetupException("Folder " + folder + " does not exist; create it or name another one", e);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** The change time in milliseconds, 0 if the file does not exist. */
    private long version(RecordId id) {
        try {
            return Files.getLastModifiedTime(file(id)).toMillis();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw unreadable(file(id), e);
        }
    }

    /** Whether a note could have this id; no id leads out of the folder. */
    private static boolean isNote(RecordId id) {
        return !id.isNumber() && FILE.matcher(id + ".txt").matches();
    }

    private Path file(RecordId id) {
        return folder.resolve(id + ".txt");
    }

    // region failures
    private void check(ModelName model) {
        if (closed) {
            throw new IllegalStateException("The source " + name() + " is closed");
        }
        if (!model.equals(NOTE)) {
            throw new SetupException("There is no model " + model + " in " + folder + ", only " + NOTE);
        }
    }

    private static TransientException unreadable(Path path, IOException cause) {
        return new TransientException(path + " cannot be read: " + cause.getMessage(), cause);
    }
    // endregion

    @Override
    public void close() {
        closed = true;
    }
}
