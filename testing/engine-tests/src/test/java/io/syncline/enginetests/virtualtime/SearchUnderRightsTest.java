package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.SearchRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.SyncEngine;
import java.util.Collection;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A search under the rights of a person answers as if nothing else were stored than what that person may read. */
class SearchUnderRightsTest {

    private static final int WORLDS = 60;
    private static final int QUESTIONS = 25;
    private static final String REFUSED = "refused";

    @Test
    void answerShouldBeThatOfAStoreWithWhatThePersonMayRead() {
        int hits = 0;
        int refusals = 0;
        int changed = 0;
        for (int seed = 1; seed <= WORLDS; seed++) {
            Random random = new Random(seed);
            try (ReadableWorld world = new ReadableWorld(random)) {
                for (int i = 0; i < QUESTIONS; i++) {
                    long question = random.nextLong();
                    SearchRequest request = question(new Random(question)).build();
                    String expected = answer(world.restricted(), request);
                    assertThat(answer(
                                    world.complete(),
                                    question(new Random(question))
                                            .visibleTo(world)
                                            .build()))
                            .as("seed %d, question %d: %s", seed, i, request)
                            .isEqualTo(expected);
                    refusals += expected.equals(REFUSED) ? 1 : 0;
                    hits += expected.contains("SearchHit") ? 1 : 0;
                    changed += expected.equals(answer(world.complete(), request)) ? 0 : 1;
                }
            }
        }
        assertThat(hits).as("answers with hits").isGreaterThan(WORLDS * QUESTIONS / 4);
        assertThat(refusals).as("refused names").isGreaterThan(WORLDS / 4);
        assertThat(changed).as("answers that rights change").isGreaterThan(WORLDS * QUESTIONS / 4);
    }

    private static SearchRequest.Builder question(Random random) {
        SearchRequest.Builder request = SearchRequest.builder()
                .query(ReadableWorld.word(random))
                .hybrid(random.nextBoolean())
                .limit(1 + random.nextInt(12))
                .offset(random.nextInt(4));
        ReadableWorld.MODELS.stream().filter(model -> random.nextInt(3) == 0).forEach(request::model);
        if (random.nextInt(3) > 0) {
            request.where(ReadableWorld.condition(random, 3));
        }
        if (random.nextInt(4) == 0) {
            request.minScore(random.nextDouble() - 0.5);
        }
        if (random.nextInt(5) == 0) {
            request.records(LongStream.rangeClosed(1, 20).mapToObj(RecordId::of).toList());
        }
        return request;
    }

    private static String answer(SyncEngine engine, SearchRequest request) {
        try {
            return engine.search(request).toString();
        } catch (SetupException e) {
            return REFUSED;
        }
    }

    /** What a search tells of its failure must not depend on what matched. */
    @Test
    void personWhoCannotLogInShouldBeRefusedWhetherOrNotARecordMatches() {
        shouldFailAlike(new SetupException("Wrong password"));
    }

    @Test
    void sourceThatCannotBeAskedShouldFailTheSearchWhetherOrNotARecordMatches() {
        shouldFailAlike(new TransientException("Down for maintenance", null));
    }

    private static void shouldFailAlike(SyncException failure) {
        try (ReadableWorld world = new ReadableWorld(new Random(3))) {
            RecordAccess nobody = new Unanswered(failure);
            for (String where : Set.of("city = 'Graz'", "city = 'Nowhere'", "typo = 1")) {
                SearchRequest request = SearchRequest.builder()
                        .query("pump")
                        .where(where)
                        .visibleTo(nobody)
                        .build();
                assertThatThrownBy(() -> world.complete().search(request))
                        .as(where)
                        .isSameAs(failure);
            }
        }
    }

    private record Unanswered(SyncException failure) implements RecordAccess {

        @Override
        public String source() {
            return "memory:world";
        }

        @Override
        public Set<RecordId> readable(ModelName model, Collection<RecordId> ids) {
            throw failure;
        }

        @Override
        public void requireLogin() {
            throw failure;
        }
    }

    @Test
    void fieldsThatOnlyOthersHaveShouldNotBeNamed() {
        for (int seed = 1; seed <= WORLDS; seed++) {
            try (ReadableWorld world = new ReadableWorld(new Random(seed))) {
                for (ModelName model : ReadableWorld.MODELS) {
                    Set<String> names = new HashSet<>();
                    world.restricted()
                            .search(SearchRequest.builder()
                                    .query("pump")
                                    .model(model)
                                    .limit(100)
                                    .build())
                            .forEach(hit -> names.addAll(hit.payload().keySet()));
                    assertThatThrownBy(() -> world.complete()
                                    .search(SearchRequest.builder()
                                            .query("pump")
                                            .model(model)
                                            .where("typo = 1")
                                            .visibleTo(world)
                                            .build()))
                            .as("seed %d, %s", seed, model)
                            .isInstanceOf(SetupException.class)
                            .satisfies(e -> assertThat(named(e)).isEqualTo(names));
                }
            }
        }
    }

    private static Set<String> named(Throwable refusal) {
        Set<String> names = new HashSet<>(Set.of("city", "grade", "bonus"));
        names.removeIf(name -> !String.valueOf(refusal.getMessage()).contains(name));
        return names;
    }
}
