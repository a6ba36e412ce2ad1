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

/** Everything a made-up wholesaler has in its Odoo; the same each time. */
final class Company {

    static final int CUSTOMERS = 380;
    static final int CONTACTS = 820;
    static final int PRODUCTS_PER_FAMILY = 20;
    static final int LEADS = 1240;

    private static final String RULES = "company.yaml";
    private static final long SEED = 1984;
    private static final int TRIES = 200;
    private static final double ENGLISH = 0.55;
    private static final double REMARKABLE = 0.4;

    private final Random random = new Random(SEED);
    private final Grammar words = Grammar.of(RULES, random);
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
        return words.alternatives("seller").get(0);
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
            words.alternatives("country." + country).forEach(city -> countries.put(city, country));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(unlike(names, this::customer, Customer::name));
        }
        names.clear();
        for (int i = 0; i < CONTACTS; i++) {
            int employer = i < CUSTOMERS ? i : random.nextInt(CUSTOMERS);
            contacts.add(unlike(names, () -> contact(employer), Contact::email));
        }
        names.clear();
        for (String family : words.alternatives("families")) {
            for (int i = 0; i < PRODUCTS_PER_FAMILY; i++) {
                products.add(unlike(names, () -> product(family), Product::name));
            }
        }
        for (int i = 0; i < LEADS; i++) {
            leads.add(lead());
        }
    }

    private static <T> T unlike(Set<String> names, Supplier<T> maker, Function<T, String> name) {
        for (int i = 0; i < TRIES; i++) {
            T made = maker.get();
            if (names.add(name.apply(made))) {
                return made;
            }
        }
        throw new IllegalStateException("The rules make too few different names, such as " + name.apply(maker.get()));
    }

    private Customer customer() {
        String language = random.nextDouble() < ENGLISH ? "en" : "de";
        String industry = words.say(language + ".industries");
        String rules = language + ".industry." + industry;
        String city = words.say(language + ".city");
        Map<String, String> values = Map.of("city", city, "last", words.say(language + ".last"));
        return new Customer(
                words.say(rules + ".name", values),
                language,
                industry,
                words.say(rules + ".tag"),
                words.say(language + ".street"),
                city,
                countries.getOrDefault(city, language.equals("en") ? "United Kingdom" : "Germany"),
                words.say(rules + ".note", values));
    }

    private Contact contact(int employer) {
        Customer customer = customers.get(employer);
        String language = customer.language();
        String first = words.say(language + ".first");
        String last = words.say(language + ".last");
        String email = address(first) + "." + address(last) + "@" + address(customer.name()) + ".example";
        String job = random.nextBoolean()
                ? words.say(language + ".job")
                : words.say(language + ".industry." + customer.industry() + ".job");
        String note = random.nextDouble() < REMARKABLE ? words.say(language + ".remark") : "";
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
        Grammar.Titled made = words.titled(rules + ".name", rules + ".text", Map.of());
        String code = family.substring(0, 3).toUpperCase(Locale.ROOT) + "-" + (10_000 + random.nextInt(90_000));
        List<String> range = words.alternatives(rules + ".price");
        int lowest = Integer.parseInt(range.get(0));
        int steps = (Integer.parseInt(range.get(1)) - lowest) * 10;
        double price = lowest + random.nextInt(steps) / 10.0;
        return new Product(family, words.say(rules + ".category"), made.name(), code, made.text(), price);
    }

    private Lead lead() {
        int customer = random.nextInt(CUSTOMERS);
        Customer who = customers.get(customer);
        String language = who.language();
        boolean isPublic = words.alternatives(language + ".public").contains(who.industry());
        String kind = words.say(language + (isPublic ? ".public.kinds" : ".kinds"));
        String rules = language + ".lead." + kind;
        Map<String, String> values = Map.of(
                "city", who.city(),
                "contact", caller(customer).name(),
                "product", wanted(language).name(),
                "money", money(who));
        Grammar.Titled made = words.titled(rules + ".name", rules + ".text", values);
        return new Lead(kind, customer, made.name(), made.text(), 50.0 * (1 + random.nextInt(600)));
    }

    private Contact caller(int customer) {
        List<Contact> staff = contacts.stream()
                .filter(contact -> contact.employer() == customer)
                .toList();
        return staff.get(random.nextInt(staff.size()));
    }

    /** A product whose catalogue page the customer can read. */
    private Product wanted(String language) {
        Set<String> german = Set.copyOf(words.alternatives("de.families"));
        List<Product> readable = products.stream()
                .filter(product -> german.contains(product.family()) == language.equals("de"))
                .toList();
        return readable.get(random.nextInt(readable.size()));
    }

    private String money(Customer who) {
        String local = "money." + who.country();
        return words.say(words.knows(local) ? local : who.language() + ".money");
    }
}
