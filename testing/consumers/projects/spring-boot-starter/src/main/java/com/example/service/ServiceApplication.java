package com.example.service;

import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.core.SyncEngine;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Keeps contacts and orders of an Odoo in sync with a collection of Qdrant, and answers searches. */
@SpringBootApplication
@RestController
public class ServiceApplication {

    private final SyncEngine engine;

    ServiceApplication(SyncEngine engine) {
        this.engine = engine;
    }

    @GetMapping("/search")
    List<SearchHit> search(@RequestParam("q") String question) {
        return engine.search(SearchRequest.builder().query(question).limit(5).build());
    }

    public static void main(String[] args) {
        SpringApplication.run(ServiceApplication.class, args);
    }
}
