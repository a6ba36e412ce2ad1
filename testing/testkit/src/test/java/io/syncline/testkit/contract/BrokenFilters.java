package io.syncline.testkit.contract;

import io.syncline.api.ModelName;
import io.syncline.api.filter.And;
import io.syncline.api.filter.Compared;
import io.syncline.api.filter.Condition;
import io.syncline.api.filter.Exists;
import io.syncline.api.filter.Not;
import io.syncline.api.filter.OneOf;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.testkit.forward.ForwardingCatalogSink;
import io.syncline.testkit.memory.InMemoryVectorSink;
import io.syncline.testkit.memory.MemorySinkFixture;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Contract tests of sinks with one defect in how they limit searches. */
final class BrokenFilters {

    private BrokenFilters() {}

    abstract static class Broken implements SinkFilteredSearchContract {

        private final VectorSinkFixture fixture = new MemorySinkFixture(new InMemoryVectorSink(), this::broken);

        VectorSink broken(VectorSink sink) {
            return new Filtering(sink, this);
        }

        @Override
        public VectorSinkFixture fixture() {
            return fixture;
        }

        /** Whether a payload satisfies a condition; correct unless overridden. */
        boolean matches(Condition condition, Map<String, Object> payload) {
            if (condition instanceof Not not) {
                return !matches(not.condition(), payload);
            }
            if (condition.parts().isEmpty()) {
                return entryMatches(condition, payload);
            }
            return condition instanceof And
                    ? condition.parts().stream().allMatch(part -> matches(part, payload))
                    : condition.parts().stream().anyMatch(part -> matches(part, payload));
        }

        /** The same for a condition on one entry. */
        boolean entryMatches(Condition condition, Map<String, Object> payload) {
            return condition.matches(payload);
        }

        /** What is searched for; the query unless overridden. */
        SinkQuery searched(SinkQuery query) {
            return query;
        }
    }

    /** Reads all hits, and applies conditions itself. */
    private static final class Filtering extends ForwardingCatalogSink {

        private final Broken broken;

        Filtering(VectorSink sink, Broken broken) {
            super(sink);
            this.broken = broken;
        }

        @Override
        public List<SinkHit> search(SinkQuery query) {
            SinkQuery all = SinkQuery.builder()
                    .from(broken.searched(query))
                    .where(Optional.empty())
                    .limit(1000)
                    .build();
            return super.search(all).stream()
                    .filter(hit -> broken.searched(query)
                            .where()
                            .map(where -> broken.matches(where, hit.payload().values()))
                            .orElse(true))
                    .limit(query.limit())
                    .toList();
        }
    }

    static class Correct extends Broken {}

    static class IgnoresConditions extends Broken {
        @Override
        SinkQuery searched(SinkQuery query) {
            return SinkQuery.builder().from(query).where(Optional.empty()).build();
        }
    }

    static class IgnoresRecordIds extends Broken {
        @Override
        SinkQuery searched(SinkQuery query) {
            return SinkQuery.builder().from(query).records(Set.of()).build();
        }
    }

    static class SearchesOneModelOnly extends Broken {
        @Override
        SinkQuery searched(SinkQuery query) {
            return query.models().size() < 2
                    ? query
                    : SinkQuery.builder()
                            .from(query)
                            .models(Set.of(SinkContent.PARTNERS.model()))
                            .build();
        }
    }

    static class LimitsBeforeItFilters extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public List<SinkHit> search(SinkQuery query) {
                    SinkQuery unfiltered = SinkQuery.builder()
                            .from(query)
                            .where(Optional.empty())
                            .build();
                    return super.search(unfiltered).stream()
                            .filter(hit -> query.accepts(hit.id(), hit.payload()))
                            .toList();
                }
            };
        }
    }

    /** As SQL does, where a comparison with null is neither true nor false. */
    static class HasAThirdTruthValue extends Broken {
        @Override
        boolean matches(Condition condition, Map<String, Object> payload) {
            boolean unknown = condition instanceof Not
                    && condition.fields().stream().anyMatch(field -> !payload.containsKey(field));
            return !unknown && super.matches(condition, payload);
        }
    }

    static class IgnoresCase extends Broken {
        @Override
        boolean entryMatches(Condition condition, Map<String, Object> payload) {
            if (condition instanceof OneOf in && payload.get(in.field()) instanceof String stored) {
                return in.values().stream()
                        .anyMatch(value -> value instanceof String text && text.equalsIgnoreCase(stored));
            }
            return condition.matches(payload);
        }
    }

    static class ComparesNumbersAsTexts extends Broken {
        @Override
        boolean entryMatches(Condition condition, Map<String, Object> payload) {
            if (condition instanceof OneOf in && payload.get(in.field()) != null) {
                return in.values().stream()
                        .anyMatch(value -> value.toString().equals(String.valueOf(payload.get(in.field()))));
            }
            return condition.matches(payload);
        }
    }

    static class RoundsToDoubles extends Broken {
        @Override
        boolean entryMatches(Condition condition, Map<String, Object> payload) {
            return rounded(condition).matches(rounded(payload));
        }

        private static Map<String, Object> rounded(Map<String, Object> payload) {
            Map<String, Object> rounded = new HashMap<>();
            payload.forEach((name, value) -> rounded.put(name, rounded(value)));
            return rounded;
        }

        private static Object rounded(Object value) {
            return value instanceof Long number ? (Object) number.doubleValue() : value;
        }

        private static Condition rounded(Condition condition) {
            if (condition instanceof OneOf in) {
                return new OneOf(
                        in.field(),
                        in.values().stream().map(RoundsToDoubles::rounded).toList());
            }
            return condition instanceof Compared compared
                    ? new Compared(compared.field(), compared.order(), rounded(compared.value()))
                    : condition;
        }
    }

    static class LooksAtTheFirstElement extends Broken {
        @Override
        boolean entryMatches(Condition condition, Map<String, Object> payload) {
            Map<String, Object> firsts = new HashMap<>(payload);
            firsts.replaceAll((name, value) -> value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value);
            return condition.matches(firsts);
        }
    }

    static class CountsEmptyListsAsValues extends Broken {
        @Override
        boolean entryMatches(Condition condition, Map<String, Object> payload) {
            return condition instanceof Exists exists
                    ? payload.containsKey(exists.field())
                    : condition.matches(payload);
        }
    }

    static class ComparesTimesAsTexts extends Broken {
        @Override
        boolean entryMatches(Condition condition, Map<String, Object> payload) {
            if (condition instanceof Compared compared
                    && compared.value() instanceof Instant moment
                    && payload.get(compared.field()) instanceof String text) {
                return compared.order().accepts(text.compareTo(moment.toString()));
            }
            return condition.matches(payload);
        }
    }

    /** As stores do whose paths have dots. */
    static class TakesDotsForPaths extends Broken {
        @Override
        boolean entryMatches(Condition condition, Map<String, Object> payload) {
            return condition.fields().stream().noneMatch(field -> field.contains(".")) && condition.matches(payload);
        }
    }

    static class TakesNamesInLowerCase extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
                    Set<String> names = new TreeSet<>(super.payloadNames(source, models, wanted));
                    wanted.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
                    return names;
                }
            };
        }
    }

    static class NamesFieldsOfOtherModels extends Broken {
        @Override
        VectorSink broken(VectorSink sink) {
            return new ForwardingCatalogSink(sink) {
                @Override
                public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
                    return super.payloadNames(source, Set.of(), wanted);
                }
            };
        }
    }
}
