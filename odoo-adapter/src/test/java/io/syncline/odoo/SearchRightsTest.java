package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.SourceAccess;
import io.syncline.core.SyncEngine;
import io.syncline.odoo.testserver.OdooAccess;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooRecord;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches under the rights of users whose companies and record rules differ, all of whose records are in one index. */
class SearchRightsTest {

    private static final String MODEL = "x.note";
    private static final ModelName NOTE = ModelName.of(MODEL);
    private static final int NOTES = 900;
    private static final int QUESTIONS = 200;
    private static final int LIMIT = 10;
    private static final List<String> WORDS = List.of(
            "invoice",
            "pump",
            "valve",
            "order",
            "delay",
            "berlin",
            "graz",
            "steel",
            "rubber",
            "contract",
            "leak",
            "motor",
            "filter",
            "warranty",
            "crane",
            "paint",
            "cable",
            "fuse",
            "gasket",
            "timber");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T14:05:24Z"));
    private final Random random = new Random(22);
    private final OdooServer server =
            OdooServer.builder().clock(clock).user("owner", "owner").start();
    private final List<OdooRecordSource> sources = new ArrayList<>();
    private final List<SyncEngine> engines = new ArrayList<>();
    private final SyncEngine engine = engine(source("bot"));

    private SyncEngine engine(OdooRecordSource source) {
        SyncEngine engine = SyncEngine.builder()
                .source(source)
                .embedder(InMemoryEmbedder.builder().build())
                .sink(new InMemoryVectorSink())
                .metadata(new InMemoryMetadataStore(clock))
                .build();
        engines.add(engine);
        return engine;
    }

    private OdooRecordSource source(String login) {
        OdooRecordSource source = OdooRecordSource.builder()
                .url(server.url())
                .database(server.databaseName())
                .username(login)
                .password("secret")
                .build();
        sources.add(source);
        return source;
    }

    /** Notes are of a company or of none; some of them are for one user only. */
    @BeforeEach
    void fill() {
        server.database().create("res.company", Map.of("id", 2L, "name", "Second"));
        server.database().create("res.company", Map.of("id", 3L, "name", "Third"));
        server.database().addUser(OdooUser.administrator("bot", "secret").companies(1L, 2L, 3L));
        server.database().addUser(OdooUser.limited("anna", "secret").companies(2L));
        server.database().addUser(OdooUser.limited("ben", "secret").companies(3L, 1L));
        server.database()
                .define(OdooModel.named(MODEL)
                        .fields(
                                OdooField.chars("name"),
                                OdooField.chars("owner"),
                                OdooField.many2one("company_id", "res.company"))
                        .companyRule("company_id")
                        .rule(SearchRightsTest::isOwn)
                        .build());
        List<Map<String, ?>> notes = new ArrayList<>();
        for (int i = 0; i < NOTES; i++) {
            notes.add(Map.of(
                    "name", words(6),
                    "owner", List.of("", "", "anna", "ben").get(random.nextInt(4)),
                    "company_id", 1L + random.nextInt(3)));
        }
        server.database().createAll(MODEL, notes);
        assertThat(engine.sync(SyncRequest.of(MODEL)).recordsEmbedded()).isEqualTo(NOTES);
    }

    private static boolean isOwn(OdooRecord note, OdooAccess access) {
        String owner = note.text("owner");
        return access.administrator() || owner.isEmpty() || owner.equals(access.login());
    }

    private String words(int count) {
        return String.join(
                " ",
                Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
                        .limit(count)
                        .toList());
    }

    @AfterEach
    void stop() {
        engines.forEach(SyncEngine::close);
        sources.forEach(OdooRecordSource::close);
        server.close();
    }

    private static SearchRequest.Builder question(String text) {
        return SearchRequest.builder().query(text).model(NOTE);
    }

    private boolean mayRead(String login, List<Long> companies, RecordId id) {
        OdooRecord note = server.database().find(MODEL, id.number()).orElseThrow();
        return companies.contains(note.get("company_id")) && List.of("", login).contains(note.text("owner"));
    }

    private List<RecordId> found(SearchRequest.Builder request) {
        return engine.search(request.build()).stream().map(SearchHit::id).toList();
    }

    private long calls(String login) {
        return server.calls().stream()
                .filter(call -> call.login().equals(login))
                .filter(SearchRightsTest::isOfModel)
                .count();
    }

    private static boolean isOfModel(OdooCall call) {
        return !call.model().isEmpty();
    }

    /** Compared with a search of a store into which the user's own sync put what that user may read. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void userShouldFindWhatAStoreOfTheUsersOwnRecordsWouldShow(boolean hybrid) {
        Asker anna = asker("anna", List.of(2L));
        Asker ben = asker("ben", List.of(3L, 1L));
        int changed = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            // how common a word is counts in the order by words, and is that of all that is stored
            String text = words(hybrid ? 1 : 2);
            List<RecordId> everything = found(question(text).hybrid(hybrid));
            for (Asker asker : List.of(anna, ben)) {
                List<SearchHit> own =
                        asker.engine().search(question(text).hybrid(hybrid).build());
                server.resetCalls();

                assertThat(engine.search(question(text)
                                .hybrid(hybrid)
                                .visibleTo(asker.access())
                                .build()))
                        .as("%s asks for %s", asker.login(), text)
                        .isEqualTo(own)
                        .hasSize(LIMIT)
                        .allMatch(hit -> mayRead(asker.login(), asker.companies(), hit.id()));
                assertThat(calls(asker.login())).as("calls to the source").isBetween(1L, 2L);
                changed += own.stream().map(SearchHit::id).toList().equals(everything) ? 0 : 1;
            }
        }
        assertThat(changed).as("answers that rights change").isGreaterThan(QUESTIONS);
    }

    private record Asker(String login, List<Long> companies, SourceAccess access, SyncEngine engine) {}

    private Asker asker(String login, List<Long> companies) {
        SyncEngine own = engine(source(login));
        assertThat(own.sync(SyncRequest.of(MODEL)).recordsEmbedded()).isBetween(NOTES / 10L, NOTES * 9L / 10);
        SourceAccess access = SourceAccess.of(source(login), Duration.ZERO);
        assertThat(found(question("the first question logs in").visibleTo(access)))
                .isNotEmpty();
        return new Asker(login, companies, access, own);
    }

    @Test
    void modelThatAUserMayNotReadShouldAnswerLikeOneWithoutHits() {
        server.database()
                .define(OdooModel.named("x.budget")
                        .fields(OdooField.chars("name"))
                        .readGroups("hr.group_user")
                        .build());
        server.database().create("x.budget", Map.of("name", "Budget of the year"));
        assertThat(engine.sync(SyncRequest.of("x.budget")).recordsEmbedded()).isOne();
        SourceAccess access = SourceAccess.of(source("anna"));

        assertThat(engine.search(SearchRequest.builder()
                        .query("budget")
                        .model(ModelName.of("x.budget"))
                        .visibleTo(access)
                        .build()))
                .isEmpty();
        assertThat(found(SearchRequest.builder().query("budget").visibleTo(access)))
                .as("other models are found")
                .isNotEmpty();
    }

    @Test
    void answersOfTheSourceShouldBeRememberedForAShortTime() {
        SourceAccess access = SourceAccess.of(source("anna"), Duration.ofHours(1));
        SearchRequest request = question("pump leak").visibleTo(access).build();
        List<SearchHit> first = engine.search(request);
        server.resetCalls();

        assertThat(engine.search(request)).isEqualTo(first);
        assertThat(calls("anna")).isZero();
    }

    @Test
    void pagesShouldNotOverlap() {
        SourceAccess access = SourceAccess.of(source("anna"));
        List<SearchHit> both =
                engine.search(question("valve").limit(20).visibleTo(access).build());
        List<SearchHit> second =
                engine.search(question("valve").offset(10).visibleTo(access).build());

        assertThat(second).isEqualTo(both.subList(10, 20));
    }

    @Test
    void nothingShouldBeShownIfTheSourceCannotBeAsked() {
        SourceAccess access = SourceAccess.of(source("anna"));
        server.intercept(call ->
                call.login().equals("anna") ? new OdooReply.Http(503, "maintenance", Map.of()) : OdooReply.proceed());

        assertThatThrownBy(
                        () -> engine.search(question("pump").visibleTo(access).build()))
                .isInstanceOf(TransientException.class);
    }

    @Test
    void wrongPasswordShouldBeReportedRatherThanFindNothing() {
        OdooRecordSource stranger = OdooRecordSource.builder()
                .url(server.url())
                .database(server.databaseName())
                .username("anna")
                .password("wrong")
                .build();
        sources.add(stranger);

        assertThatThrownBy(() -> engine.search(
                        question("pump").visibleTo(SourceAccess.of(stranger)).build()))
                .isInstanceOf(SetupException.class);
    }

    @Test
    void rightsOfAnotherSourceShouldBeRefused() {
        OdooRecordSource other = OdooRecordSource.builder()
                .name("another")
                .url(server.url())
                .database(server.databaseName())
                .username("anna")
                .password("secret")
                .build();
        sources.add(other);

        assertThatThrownBy(() -> engine.search(
                        question("pump").visibleTo(SourceAccess.of(other)).build()))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("another");
    }
}
