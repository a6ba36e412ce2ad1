package io.syncline.flink.internal;

import io.syncline.api.ModelName;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.RangeGrant;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Answers of the coordinator as bytes. */
final class AnswerCodec {

    private enum Kind {
        DONE,
        GRANTED,
        WAIT,
        FINISHED,
        RENEWED,
        REVOKED,
        FAILED
    }

    private AnswerCodec() {}

    static void write(DataOutput out, CoordinatorAnswer answer) throws IOException {
        if (answer instanceof CoordinatorAnswer.Done) {
            kind(out, Kind.DONE);
        } else if (answer instanceof CoordinatorAnswer.Granted granted) {
            kind(out, Kind.GRANTED);
            grant(out, granted.grant());
        } else if (answer instanceof CoordinatorAnswer.Wait wait) {
            kind(out, Kind.WAIT);
            Wire.duration(out, wait.askAfter());
        } else if (answer instanceof CoordinatorAnswer.Finished) {
            kind(out, Kind.FINISHED);
        } else if (answer instanceof CoordinatorAnswer.Renewed renewed) {
            kind(out, Kind.RENEWED);
            Wire.duration(out, renewed.validFor());
            out.writeBoolean(renewed.stop());
        } else if (answer instanceof CoordinatorAnswer.Revoked) {
            kind(out, Kind.REVOKED);
        } else if (answer instanceof CoordinatorAnswer.Failed failed) {
            kind(out, Kind.FAILED);
            Wire.text(out, failed.reason());
        }
    }

    static CoordinatorAnswer read(DataInput in) throws IOException {
        return switch (Kind.valueOf(in.readUTF())) {
            case DONE -> new CoordinatorAnswer.Done();
            case GRANTED -> new CoordinatorAnswer.Granted(grant(in));
            case WAIT -> new CoordinatorAnswer.Wait(Wire.duration(in));
            case FINISHED -> new CoordinatorAnswer.Finished();
            case RENEWED -> new CoordinatorAnswer.Renewed(Wire.duration(in), in.readBoolean());
            case REVOKED -> new CoordinatorAnswer.Revoked();
            case FAILED -> new CoordinatorAnswer.Failed(Wire.text(in));
        };
    }

    private static void kind(DataOutput out, Kind kind) throws IOException {
        out.writeUTF(kind.name());
    }

    private static void grant(DataOutput out, RangeGrant grant) throws IOException {
        out.writeLong(grant.number());
        Wire.text(out, grant.source());
        Wire.text(out, grant.model().value());
        Wire.range(out, grant.range());
        Wire.optional(out, grant.changedSince(), Wire::instant);
        out.writeBoolean(grant.includeArchived());
        Wire.text(out, grant.fingerprint());
        Wire.text(out, grant.sinkId());
        out.writeLong(grant.epoch());
        Wire.duration(out, grant.validFor());
    }

    private static RangeGrant grant(DataInput in) throws IOException {
        return new RangeGrant(
                in.readLong(),
                Wire.text(in),
                ModelName.of(Wire.text(in)),
                Wire.range(in),
                Wire.optional(in, Wire::instant),
                in.readBoolean(),
                Wire.text(in),
                Wire.text(in),
                in.readLong(),
                Wire.duration(in));
    }
}
