package io.syncline.core;

import io.syncline.api.ChangeSign;
import io.syncline.api.ModelName;
import io.syncline.core.port.ChangeProbe;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.NewestChanges;
import io.syncline.core.port.record.RecordScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/** Signs of what a source holds. Keys of records may be personal, so a sign holds a hash of them. */
final class SourceSigns {

    private SourceSigns() {}

    static Optional<ChangeSign> of(RecordSource source, ModelName model) {
        return source instanceof ChangeProbe probe
                ? Optional.of(sign(
                        probe.newestChanges(RecordScope.builder().model(model).build())))
                : Optional.empty();
    }

    private static ChangeSign sign(NewestChanges changes) {
        String all = changes.newest().stream()
                .map((IdAndVersion entry) -> entry.version() + " " + entry.id())
                .collect(Collectors.joining("\n"));
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return new ChangeSign(HexFormat.of().formatHex(hash), changes.records());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
