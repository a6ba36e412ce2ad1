package io.syncline.cli.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The records of a fictitious wholesaler; the same each time. */
final class Company {

    static final int CUSTOMERS = 380;
    static final int CONTACTS = 820;
    static final int PRODUCTS_PER_FAMILY = 20;
    static final int LEADS = 1240;

    private static final String RULES = "company.yaml";
    private static final long SEED = 1984;
    private static final int MAX_ATTEMPTS = 200;
    private static final double ENGLISH = 0.55;
    private static final double REMARKABLE = 0.4;

    private final Random random = new Random(SEED);
    private final Grammar grammar = Grammar.of(RULES, random);
    private final Map<String, String> countries = new HashMap<>();
    private final List<Customer> customers = new ArrayList<>();
    private final List<Contact> contacts = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();
    private final List<Lead> leads = new ArrayList<>();

    private Company() {}

    static Company generate() {
        Company company = new Company();
        company.fill();
        return company;
    }

    String name() {
        return grammar.alternatives("seller").get(0);
    }

    List<Customer> customers() {
        return List.copyOf(customers);
    }

    List<Contact> contacts() {
        return List.copyOf(contacts);
    }

    List<Product> products() {
        return List.copyOf(products);
    }

    List<Lead> leads() {
        return List.copyOf(leads);
    }

    int records() {
        return customers.size() + contacts.size() + products.size() + leads.size();
    }

    private void fill() {
        for (String country : List.of("Ireland", "Austria", "Switzerland")) {
            grammar.alternatives("country." + country).forEach(city -> countries.put(city, country));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(distinct(names, this::customer, Customer::name));
        }
        names.clear();
        for (int i = 0; i < CONTACTS; i++) {
            int employer = i < CUSTOMERS ? i : random.nextInt(CUSTOMERS);
            contacts.add(distinct(names, () -> contact(employer), Contact::email));
        }
        names.clear();
        for (String family : grammar.alternatives("families")) {
            for (int i = 0; i < PRODUCTS_PER_FAMILY; i++) {
                products.add(distinct(names, () -> product(family), Product::name));
            }
        }
        for (int i = 0; i < LEADS; i++) {
            leads.add(lead());
        }
    }

    private static <T> T distinct(Set<String> names, Supplier<T> factory, Function<T, String> name) {
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            T value = factory.get();
            if (names.add(name.apply(value))) {
                return value;
            }
        }
        throw new IllegalStateException("The rules give too few distinct names, such as " + name.apply(factory.get()));
    }

    private Customer customer() {
        String language = random.nextDouble() < ENGLISH ? "en" : "de";
        String industry = grammar.say(language + ".industries");
        String rules = language + ".industry." + industry;
        String city = grammar.say(language + ".city");
        Map<String, String> values = Map.of("city", city, "last", grammar.say(language + ".last"));
        return new Customer(
                grammar.say(rules + ".name", values),
                language,
                industry,
                grammar.say(rules + ".tag"),
                grammar.say(language + ".street"),
                city,
                countries.getOrDefault(city, language.equals("en") ? "United Kingdom" : "Germany"),
                grammar.say(rules + ".note", values));
    }

    private Contact contact(int employer) {
        Customer customer = customers.get(employer);
        String language = customer.language();
        String first = grammar.say(language + ".first");
        String last = grammar.say(language + ".last");
        String email = address(first) + "." + address(last) + "@" + address(customer.name()) + ".example";
        String job = random.nextBoolean()
                ? grammar.say(language + ".job")
                : grammar.say(language + ".industry." + customer.industry() + ".job");
        String note = random.nextDouble() < REMARKABLE ? grammar.say(language + ".remark") : "";
        return new Contact(employer, first + " " + last, job, email, note);
    }

    /** Letters, digits and hyphens only, as in an address. */
    private static String address(String text) {
        String plain =
                text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss");
        return Normalizer.normalize(plain, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .strip()
                .replaceAll("[ -]+", "-");
    }

    private Product product(String family) {
        String rules = "family." + family;
        Grammar.Titled made = grammar.titled(rules + ".name", rules + ".text", Map.of());
        String code = family.substring(0, 3).toUpperCase(Locale.ROOT) + "-" + (10_000 + random.nextInt(90_000));
        List<String> range = grammar.alternatives(rules + ".price");
        int lowest = Integer.parseInt(range.get(0));
        int steps = (Integer.parseInt(range.get(1)) - lowest) * 10;
        double price = lowest + random.nextInt(steps) / 10.0;
        return new Product(family, grammar.say(rules + ".category"), made.name(), code, made.text(), price);
    }

    private Lead lead() {
        int customer = random.nextInt(CUSTOMERS);
        Customer who = customers.get(customer);
        String language = who.language();
        boolean isPublic = grammar.alternatives(language + ".public").contains(who.industry());
        String kind = grammar.say(language + (isPublic ? ".public.kinds" : ".kinds"));
        String rules = language + ".lead." + kind;
        Map<String, String> values = Map.of(
                "city", who.city(),
                "contact", caller(customer).name(),
                "product", wanted(language).name(),
                "money", money(who));
        Grammar.Titled made = grammar.titled(rules + ".name", rules + ".text", values);
        return new Lead(kind, customer, made.name(), made.text(), 50.0 * (1 + random.nextInt(600)));
    }

    private Contact caller(int customer) {
        List<Contact> staff = contacts.stream()
                .filter(contact -> contact.employer() == customer)
                .toList();
        return staff.get(random.nextInt(staff.size()));
    }

    /** A product in the language of the customer. */
    private Product wanted(String language) {
        Set<String> german = Set.copyOf(grammar.alternatives("de.families"));
        List<Product> readable = products.stream()
                .filter(product -> german.contains(product.family()) == language.equals("de"))
                .toList();
        return readable.get(random.nextInt(readable.size()));
    }

    private String money(Customer who) {
        String local = "money." + who.country();
        return grammar.say(grammar.knows(local) ? local : who.language() + ".money");
    }
}
