package io.syncline.core.adapter.reindex;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ModelDiffTest {

    private static final ModelKey PARTNERS = new ModelKey("test", ModelName.of("res.partner"));
    private static final long EXCLUDED = 5_000;

    private final List<Integer> requests = new ArrayList<>();

    @Test
    void recordsShouldCountAsMissingOrStaleOnlyIfTheSourceHasThem() {
        ModelDiff diff = diff(id -> id.number() % 2 == 0);
        diff.missing(RecordId.of(1));
        diff.missing(RecordId.of(2));
        diff.found(version(3, 1), 2);
        diff.found(version(4, 1), 2);
        diff.found(version(6, 2), 2);
        diff.found(version(8, 3), 2);

        assertThat(diff.result(6, 4)).isEqualTo(new ModelComparison(PARTNERS, 6, 4, 1, 1, 2));
    }

    @Test
    void sourceShouldBeAskedForLimitedNumbersOfRecords() {
        ModelDiff diff = diff(id -> true);
        for (long id = 1; id <= 1_200; id++) {
            diff.missing(RecordId.of(id));
        }

        assertThat(diff.result(1_200, 0).missing()).isEqualTo(1_200);
        assertThat(requests).containsExactly(500, 500, 200);
    }

    @Test
    void sourceShouldNotBeAskedWhenTheCollectionsAgree() {
        ModelDiff diff = diff(id -> true);
        diff.found(version(1, 1), 1);

        assertThat(diff.result(1, 1).agrees()).isTrue();
        assertThat(requests).isEmpty();
    }

    @Test
    void excludedRecordsShouldNeitherBeMissingNorStale() {
        ModelDiff missing = diff(id -> true);
        missing.missing(RecordId.of(EXCLUDED));
        ModelDiff stale = diff(id -> true);
        stale.found(version(EXCLUDED, 1), 2);

        assertThat(missing.result(1, 0)).isEqualTo(new ModelComparison(PARTNERS, 1, 0, 0, 0, 0));
        assertThat(stale.result(1, 1).agrees()).isTrue();
        assertThat(requests).isEmpty();
    }

    private ModelDiff diff(Predicate<RecordId> exists) {
        return new ModelDiff(
                PARTNERS,
                (key, ids) -> {
                    requests.add(ids.size());
                    return Set.copyOf(ids.stream().filter(exists).collect(Collectors.toSet()));
                },
                Set.of(RecordId.of(EXCLUDED)));
    }

    private static IdAndVersion version(long id, long version) {
        return new IdAndVersion(RecordId.of(id), version);
    }
}
