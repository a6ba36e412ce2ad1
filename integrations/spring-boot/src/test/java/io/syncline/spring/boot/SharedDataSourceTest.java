package io.syncline.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.ConfigException;
import io.syncline.core.port.MetadataStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A state of type {@code jdbc} without an address. */
class SharedDataSourceTest {

    private static SynclineSetup setup(Map<String, String> more, ClassLoader loader) {
        Map<String, Object> properties = new LinkedHashMap<>(Map.of("syncline.state.type", "jdbc"));
        properties.putAll(more);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addLast(new MapPropertySource("application", properties));
        ConfigurationPropertySources.attach(environment);
        return new SynclineSetup(environment, loader);
    }

    private static Optional<MetadataStore> open(Map<String, String> properties, DataSource... dataSources) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (int i = 0; i < dataSources.length; i++) {
            beans.addBean("dataSource" + i, dataSources[i]);
        }
        return setup(properties, SharedDataSourceTest.class.getClassLoader())
                .sharedState()
                .flatMap(state -> state.open(beans.getBeanProvider(DataSource.class)));
    }

    private static void assertRefused(Map<String, String> properties, String... words) {
        assertThatThrownBy(() -> open(properties, database("PostgreSQL")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(words);
    }

    /** A database that tells its product and nothing else. */
    private static DataSource database(String product) {
        DatabaseMetaData data = answering(DatabaseMetaData.class, Map.of("getDatabaseProductName", product));
        Connection connection = answering(Connection.class, Map.of("getMetaData", data));
        return answering(DataSource.class, Map.of("getConnection", connection));
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                SharedDataSourceTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    @Test
    void misspeltKeyShouldBeRefusedSoThatNoTablesAreCreated() {
        assertRefused(Map.of("syncline.state.create-table", "false"), "syncline.state.create-table'", "create-tables");
    }

    @Test
    void valueThatIsNoFlagShouldBeRefused() {
        assertRefused(Map.of("syncline.state.createTables", "on"), "'syncline.state.create-tables'", "true or false");
    }

    @Test
    void schemaThatIsNoneShouldBeRefused() {
        assertRefused(Map.of("syncline.state.schema", "My Schema"), "syncline.state.schema");
    }

    @Test
    void loginShouldBeRefusedSinceTheDataSourceHasItsOwn() {
        assertRefused(Map.of("syncline.state.username", "sync"), "'syncline.state.username'", "'syncline.state.url'");
    }

    @Test
    void otherDatabaseShouldBeNamed() {
        assertThatThrownBy(() -> open(Map.of(), database("H2")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("needs PostgreSQL", "is H2", "'syncline.state.url'");
    }

    @Test
    void severalDataSourcesShouldNotBeChosenFrom() {
        assertThatThrownBy(() -> open(Map.of(), database("PostgreSQL"), database("PostgreSQL")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("'syncline.state.url' is missing", "several DataSources");
    }

    @Test
    void stateWithAnAddressShouldNotBeShared() {
        assertThat(open(Map.of("syncline.state.url", "jdbc:postgresql://db.example.com/state"), database("H2")))
                .isEmpty();
    }

    @Test
    void applicationWithoutADatabaseShouldHaveToNameOne() {
        assertThat(open(Map.of())).isEmpty();
        assertThatThrownBy(() -> setup(Map.of(), getClass().getClassLoader()).open(AdapterKind.STATE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'syncline.state.url' is missing");
    }

    /** Sees all but the declaration of one artifact, as if that were not on the class path. */
    private static final class WithoutJdbc extends ClassLoader {

        WithoutJdbc() {
            super(SharedDataSourceTest.class.getClassLoader());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> left = new ArrayList<>();
            for (URL url : Collections.list(super.getResources(name))) {
                if (!url.toString().contains("jdbc-adapter") && !url.toString().contains("syncline-jdbc")) {
                    left.add(url);
                }
            }
            return Collections.enumeration(left);
        }
    }

    @Test
    void missingArtifactShouldBeRefusedByTheTypesThatAreThere() {
        SynclineSetup setup = setup(Map.of(), new WithoutJdbc());
        assertThat(setup.sharedState()).isEmpty();
        assertThatThrownBy(() -> setup.open(AdapterKind.STATE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("syncline.state.type", "file");
    }
}
