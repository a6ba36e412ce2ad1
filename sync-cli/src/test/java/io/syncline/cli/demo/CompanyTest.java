package io.syncline.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompanyTest {

    private final Company company = Company.generate();

    @Test
    void companyShouldBeTheSameEachTime() {
        Company again = Company.generate();

        assertThat(again.customers()).isEqualTo(company.customers());
        assertThat(again.contacts()).isEqualTo(company.contacts());
        assertThat(again.products()).isEqualTo(company.products());
        assertThat(again.leads()).isEqualTo(company.leads());
    }

    @Test
    void companyShouldHaveThreeThousandRecordsOfThreeModels() {
        assertThat(company.records()).isGreaterThanOrEqualTo(3000);
        assertThat(company.customers()).hasSizeGreaterThan(300);
        assertThat(company.products()).hasSizeGreaterThan(700);
        assertThat(company.leads()).hasSizeGreaterThan(1000);
    }

    @Test
    void namesShouldDiffer() {
        assertThat(company.customers()).extracting(Customer::name).doesNotHaveDuplicates();
        assertThat(company.products()).extracting(Product::name).doesNotHaveDuplicates();
        assertThat(company.contacts()).extracting(Contact::email).doesNotHaveDuplicates();
        assertThat(company.contacts())
                .extracting(Contact::email)
                .allMatch(email -> email.matches("[a-z-]+\\.[a-z-]+@[a-z0-9-]+\\.example"));
    }

    @Test
    void textsShouldBeVaried() {
        Set<String> leads = new HashSet<>();
        company.leads().forEach(lead -> leads.add(lead.name() + lead.text()));
        Set<String> products = new HashSet<>();
        company.products().forEach(product -> products.add(product.text()));

        assertThat(leads).hasSizeGreaterThan(company.leads().size() * 9 / 10);
        assertThat(products).hasSizeGreaterThan(company.products().size() / 4);
    }

    @Test
    void recordsShouldBeInTwoLanguages() {
        assertThat(company.customers())
                .extracting(Customer::language)
                .satisfies(languages -> assertThat(
                                languages.stream().filter("en"::equals).count())
                        .isBetween(150L, 250L))
                .containsOnly("en", "de");
        assertThat(company.leads()).extracting(Lead::text).anyMatch(text -> text.contains("Wochen zu spät"));
    }

    @Test
    void germanTextsShouldUseGermanNumbersAndProducts() {
        List<Lead> german = company.leads().stream()
                .filter(lead ->
                        company.customers().get(lead.customer()).language().equals("de"))
                .toList();

        assertThat(german).extracting(Lead::text).noneMatch(text -> text.matches("(?s).*\\d,\\d{3}.*"));
        assertThat(german).extracting(Lead::text).anyMatch(text -> text.matches("(?s).*\\d\\.\\d{3} Euro.*"));
        assertThat(german)
                .extracting(lead -> lead.name() + lead.text())
                .noneMatch(text -> text.contains(" size ") || text.contains("gloves") || text.contains("desk "));
    }

    @Test
    void leadShouldNameAContactOfTheCustomer() {
        assertThat(company.leads())
                .allSatisfy(lead -> assertThat(company.contacts())
                        .filteredOn(contact -> contact.employer() == lead.customer())
                        .anyMatch(contact -> lead.text().contains(contact.name())));
    }

    @Test
    void noTextShouldHoldAnUnfilledPlace() {
        Stream<String> texts = Stream.of(
                        company.customers().stream().flatMap(one -> Stream.of(one.name(), one.note(), one.street())),
                        company.contacts().stream().flatMap(one -> Stream.of(one.name(), one.job(), one.note())),
                        company.products().stream().flatMap(one -> Stream.of(one.name(), one.text(), one.category())),
                        company.leads().stream().flatMap(one -> Stream.of(one.name(), one.text())))
                .flatMap(part -> part);

        assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContain("{", "}", "null", "  "));
    }

    @Test
    void everyRuleShouldBeComplete() {
        List<String> families = Grammar.of("company.yaml", new Random(1)).alternatives("families");

        assertThat(company.products()).extracting(Product::family).containsAll(families);
    }
}
