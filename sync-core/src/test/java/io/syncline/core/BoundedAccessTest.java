package io.syncline.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rights that a source is asked for no longer than a person waits. */
class BoundedAccessTest {

    private static final ModelName NOTE = ModelName.of("note");
    private static final Set<RecordId> ONE = Set.of(RecordId.of(1));

    private record Rights(Set<RecordId> readable, boolean knows) implements RecordAccess {

        @Override
        public String source() {
            return "erp";
        }

        @Override
        public Set<RecordId> readable(ModelName model, Collection<RecordId> ids) {
            requireLogin();
            return readable;
        }

        @Override
        public void requireLogin() {
            if (!knows) {
                throw new SetupException("Wrong password");
            }
        }
    }

    @Test
    void answersAndFailuresShouldBeThoseOfTheRights() {
        assertThat(bounded(new Rights(ONE, true)).readable(NOTE, ONE)).isEqualTo(ONE);
        assertThatThrownBy(() -> bounded(new Rights(ONE, false)).readable(NOTE, ONE))
                .isInstanceOf(SetupException.class)
                .hasMessage("Wrong password");
        assertThatThrownBy(() -> bounded(new Rights(ONE, false)).requireLogin()).isInstanceOf(SetupException.class);
    }

    private static RecordAccess bounded(RecordAccess access) {
        return new BoundedAccess(access, Duration.ofHours(1), Runnable::run);
    }

    /** The question is never asked, as by a source that does not answer, and nobody waits for it longer than allowed. */
    @Test
    void questionThatIsNotAnsweredInTimeShouldFailAndBeCancelled() {
        List<Runnable> asked = new ArrayList<>();
        RecordAccess mute = new BoundedAccess(new Rights(ONE, true), Duration.ofNanos(1), asked::add);

        assertThatThrownBy(() -> mute.readable(NOTE, ONE))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("erp did not say")
                .hasMessageContaining("note");
        assertThatThrownBy(mute::requireLogin).isInstanceOf(TransientException.class);
        assertThat(asked)
                .hasSize(2)
                .allSatisfy(task -> assertThat(((java.util.concurrent.Future<?>) task).isCancelled())
                        .isTrue());
    }
}
