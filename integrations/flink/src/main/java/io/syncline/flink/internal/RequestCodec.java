package io.syncline.flink.internal;

import io.syncline.api.RecordId;
import io.syncline.core.cluster.RangeCounts;
import io.syncline.core.cluster.RangeProgress;
import io.syncline.core.cluster.RecordProblem;
import io.syncline.core.cluster.WorkerFailure;
import io.syncline.core.cluster.WorkerRequest;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests of workers as bytes. */
final class RequestCodec {

    private enum Kind {
        NEXT,
        RENEW,
        ACKNOWLEDGE,
        ANNOUNCE,
        CONTROL,
        MAINTAIN,
        END
    }

    private RequestCodec() {}

    static void write(DataOutput out, WorkerRequest request) throws IOException {
        if (request instanceof WorkerRequest.Next next) {
            out.writeUTF(Kind.NEXT.name());
            Wire.text(out, next.worker());
            return;
        }
        WorkerRequest.OfGrant report = (WorkerRequest.OfGrant) request;
        out.writeUTF(kind(report).name());
        out.writeLong(report.grant());
        if (report instanceof WorkerRequest.Acknowledge acknowledge) {
            progress(out, acknowledge.progress());
        } else if (report instanceof WorkerRequest.Announce announce) {
            Wire.list(out, announce.lacks(), RequestCodec::problem);
        } else if (report instanceof WorkerRequest.Maintain changes) {
            Wire.list(out, changes.trims().entrySet().stream().toList(), RequestCodec::trim);
            Wire.list(out, changes.deletions(), Wire::id);
            Wire.list(out, changes.lifts(), Wire::id);
        } else if (report instanceof WorkerRequest.End end) {
            out.writeBoolean(end.complete());
            Wire.optional(out, end.failure(), RequestCodec::failure);
        }
    }

    private static Kind kind(WorkerRequest.OfGrant report) {
        if (report instanceof WorkerRequest.Renew) {
            return Kind.RENEW;
        }
        if (report instanceof WorkerRequest.Acknowledge) {
            return Kind.ACKNOWLEDGE;
        }
        if (report instanceof WorkerRequest.Announce) {
            return Kind.ANNOUNCE;
        }
        if (report instanceof WorkerRequest.Control) {
            return Kind.CONTROL;
        }
        return report instanceof WorkerRequest.Maintain ? Kind.MAINTAIN : Kind.END;
    }

    static WorkerRequest read(DataInput in) throws IOException {
        Kind kind = Kind.valueOf(in.readUTF());
        if (kind == Kind.NEXT) {
            return new WorkerRequest.Next(Wire.text(in));
        }
        long grant = in.readLong();
        return switch (kind) {
            case RENEW -> new WorkerRequest.Renew(grant);
            case ACKNOWLEDGE -> new WorkerRequest.Acknowledge(grant, progress(in));
            case ANNOUNCE -> new WorkerRequest.Announce(grant, Wire.list(in, RequestCodec::problem));
            case CONTROL -> new WorkerRequest.Control(grant);
            case MAINTAIN ->
                new WorkerRequest.Maintain(grant, trims(in), Wire.list(in, Wire::id), Wire.list(in, Wire::id));
            case END -> new WorkerRequest.End(grant, in.readBoolean(), Wire.optional(in, RequestCodec::failure));
            case NEXT -> throw new IOException("Not a request under a grant");
        };
    }

    private static void progress(DataOutput out, RangeProgress progress) throws IOException {
        Wire.cursor(out, progress.after());
        Wire.cursor(out, progress.reached());
        out.writeInt(progress.size());
        out.writeLong(progress.maxVersion());
        counts(out, progress.counts());
        Wire.list(out, progress.failures(), RequestCodec::problem);
        Wire.list(out, progress.lacks(), RequestCodec::problem);
        Wire.list(out, progress.handled(), Wire::id);
    }

    private static RangeProgress progress(DataInput in) throws IOException {
        return new RangeProgress(
                Wire.cursor(in),
                Wire.cursor(in),
                in.readInt(),
                in.readLong(),
                counts(in),
                Wire.list(in, RequestCodec::problem),
                Wire.list(in, RequestCodec::problem),
                Wire.list(in, Wire::id));
    }

    private static void counts(DataOutput out, RangeCounts counts) throws IOException {
        out.writeLong(counts.fetched());
        out.writeLong(counts.embedded());
        out.writeLong(counts.unchanged());
        out.writeLong(counts.empty());
        out.writeLong(counts.failed());
        out.writeLong(counts.incomplete());
        out.writeLong(counts.chunks());
        out.writeLong(counts.estimatedTokens());
        out.writeLong(counts.tokens());
    }

    private static RangeCounts counts(DataInput in) throws IOException {
        return new RangeCounts(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static void problem(DataOutput out, RecordProblem problem) throws IOException {
        Wire.id(out, problem.id());
        Wire.text(out, problem.reason());
    }

    private static RecordProblem problem(DataInput in) throws IOException {
        return new RecordProblem(Wire.id(in), Wire.text(in));
    }

    private static void trim(DataOutput out, Map.Entry<RecordId, Integer> trim) throws IOException {
        Wire.id(out, trim.getKey());
        out.writeInt(trim.getValue());
    }

    private static Map<RecordId, Integer> trims(DataInput in) throws IOException {
        Map<RecordId, Integer> trims = new LinkedHashMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            trims.put(Wire.id(in), in.readInt());
        }
        return trims;
    }

    private static void failure(DataOutput out, WorkerFailure failure) throws IOException {
        Wire.text(out, failure.reason());
        out.writeBoolean(failure.mayPass());
    }

    private static WorkerFailure failure(DataInput in) throws IOException {
        return new WorkerFailure(Wire.text(in), in.readBoolean());
    }
}
