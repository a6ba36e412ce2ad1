package io.syncline.spring.boot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** Applications that are really started, with all auto-configurations of their class path. */
final class Applications {

    private Applications() {}

    /** What a user's class with a main method is. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    static ConfigurableApplicationContext start(Map<String, ?> properties, Class<?>... configurations) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of(
                "spring.main.banner-mode", "off",
                "management.prometheus.metrics.export.enabled", "false",
                "management.endpoints.web.exposure.include", "health, syncline"));
        all.putAll(properties);
        SpringApplication application = new SpringApplication(configurations);
        application.addPrimarySources(List.of(Application.class));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(all);
        return application.run("--spring.config.name=none");
    }
}
