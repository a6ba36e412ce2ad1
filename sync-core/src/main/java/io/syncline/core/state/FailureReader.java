package io.syncline.core.state;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.syncline.api.FailedRecord;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.record.Cursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** Reads the failed records of a file one by one, from the version of the file that it opened. */
final class FailureReader implements AutoCloseable {

    /** Reads one value, whatever follows it. */
    private static final ObjectReader ONE =
            StateFile.json().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path path;
    private final @Nullable JsonParser parser;
    private Cursor last = Cursor.START;
    private boolean over;

    private FailureReader(Path path, @Nullable JsonParser parser) {
        this.path = path;
        this.parser = parser;
    }

    /** Opens a list; one whose file is missing is empty. */
    static FailureReader open(Path path) {
        try {
            JsonParser parser = StateFile.json().createParser(Files.newInputStream(path));
            FailureReader reader = new FailureReader(path, parser);
            reader.begin(parser);
            return reader;
        } catch (NoSuchFileException e) {
            return new FailureReader(path, null);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private void begin(JsonParser from) {
        reading(() -> {
            if (from.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("it is not a list");
            }
            return from;
        });
    }

    /** The next record, by ascending id, or null after the last one. */
    @Nullable FailedRecord next() {
        JsonParser from = parser;
        if (from == null || over || isAtEnd(from)) {
            over = true;
            return null;
        }
        return reading(() -> record(JsonFields.of(ONE.<JsonNode>readTree(from))));
    }

    private boolean isAtEnd(JsonParser from) {
        return reading(() -> {
            boolean end = from.nextToken() == JsonToken.END_ARRAY;
            if (end && from.nextToken() != null) {
                throw new IllegalArgumentException("it continues after its end");
            }
            return end;
        });
    }

    private FailedRecord record(JsonFields fields) {
        FailedRecord record = new FailedRecord(
                fields.required("id", fields.id("id")),
                fields.required("reason", fields.text("reason")),
                fields.count("attempts").orElse(1L).intValue(),
                fields.required("first_failed_at", fields.instant("first_failed_at")),
                fields.required("last_failed_at", fields.instant("last_failed_at")));
        if (!last.isBefore(record.id())) {
            throw new IllegalArgumentException("record " + record.id() + " follows record " + last);
        }
        last = Cursor.after(record.id());
        return record;
    }

    private <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
            throw new SetupException(
                    "The list of failed records " + path + " is damaged: " + e.getMessage()
                            + ". Remove it and run a full sync, which retries all records",
                    e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static TransientException unreadable(Path path, IOException e) {
        return new TransientException("The list of failed records " + path + " cannot be read", e);
    }

    @Override
    public void close() {
        JsonParser open = parser;
        if (open != null) {
            reading(() -> {
                open.close();
                return open;
            });
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }
}
