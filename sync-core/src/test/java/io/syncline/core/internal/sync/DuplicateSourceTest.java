package io.syncline.core.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SourceContent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DuplicateSourceTest {

    private static final String OLD = "odoo:http://127.0.0.1:8069/production";
    private static final String NEW = "odoo:https://erp.example.com/production";
    private static final Optional<String> UUID = Optional.of("3f2a");

    @Test
    void sourceWithTheSameDatabaseShouldBeCertain() {
        assertThat(find(NEW, UUID, content("odoo:warehouse", UUID))).hasValueSatisfying(found -> {
            assertThat(found.isCertain()).isTrue();
            assertThat(found.refusal())
                    .contains("odoo:warehouse", "same database", "rename what is stored to " + NEW, "'name'");
        });
    }

    @Test
    void sourceOfAnotherHostShouldBeSuspectedWhenADatabaseIsNotKnown() {
        for (Optional<String> known : List.of(UUID, Optional.<String>empty())) {
            assertThat(find(NEW, Optional.empty(), content(OLD, known))).hasValueSatisfying(found -> {
                assertThat(found.isCertain()).isFalse();
                assertThat(found.warning()).contains(OLD, "only in scheme, host or port", "rename what is stored");
            });
        }
    }

    @Test
    void sourceWithAnotherDatabaseOrPathShouldNotBeSuspected() {
        assertThat(find(NEW, UUID, content(OLD, Optional.of("77ab")))).isEmpty();
        assertThat(find(NEW, Optional.empty(), content("odoo:https://erp.example.com/test", Optional.empty())))
                .isEmpty();
        assertThat(find("warehouse", Optional.empty(), content("shop", Optional.empty())))
                .isEmpty();
    }

    private static Optional<DuplicateSource> find(String name, Optional<String> database, SourceContent content) {
        return DuplicateSource.find(name, database, List.of(content));
    }

    private static SourceContent content(String source, Optional<String> database) {
        return new SourceContent(new ModelKey(source, ModelName.of("res.partner")), 5, database);
    }
}
