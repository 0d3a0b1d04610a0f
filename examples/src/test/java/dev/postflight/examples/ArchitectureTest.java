package dev.postflight.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The design as rules over the classes of all published modules; each rule has seen the classes that it speaks of. */
class ArchitectureTest {

    private static final String ROOT = "dev.postflight";

    /** One root package per module, and a class by which one sees that the module is there. */
    private static final Map<String, String> MODULES = Map.of(
            ROOT + ".api", "Probe",
            ROOT + ".jdbc", "JdbcProbes",
            ROOT + ".http", "HttpProbes",
            ROOT + ".redis", "RedisProbes",
            ROOT + ".verify", "engine.Verifier",
            ROOT + ".adapters", "package-info",
            ROOT + ".contracts", "HistoryContract");

    /** Modules of probes, which need the API and what they ask with. */
    private static final List<String> PROBES = List.of(ROOT + ".jdbc", ROOT + ".http", ROOT + ".redis");

    /** From the ground up. */
    private static final List<String> LAYERS =
            List.of("time", "evaluate", "history", "observe", "track", "decide", "report", "engine", "readiness");

    private static final String JDK = "java..";
    private static final String NULLNESS = "org.jspecify..";
    private static final String MICROMETER = "io.micrometer.core..";
    private static final String CONTEXT_PROPAGATION = "io.micrometer.context..";
    private static final String JACKSON = "com.fasterxml..";
    private static final String RESILIENCE4J = "io.github.resilience4j..";
    private static final String HIKARI = "com.zaxxer..";
    private static final String SPRING_BOOT_3 = "org.springframework.boot.actuate..";
    private static final String SPRING_BOOT = "org.springframework.boot.health..";
    private static final String MICROPROFILE = "org.eclipse.microprofile..";
    private static final String DROPWIZARD = "com.codahale..";

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT)
            .that(not(resideInAPackage(ROOT + ".examples..")));

    private static String layer(String name) {
        return ROOT + ".verify." + name;
    }

    private static void assertSeen(String packageIdentifier) {
        assertThat(ALL.stream().filter(resideInAPackage(packageIdentifier)))
                .as("classes in %s", packageIdentifier)
                .isNotEmpty();
    }

    private static Set<String> packages() {
        return ALL.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void the_rules_see_every_module_and_no_test() {
        MODULES.forEach((root, type) ->
                assertThat(ALL.contain(root + "." + type)).as(root).isTrue());
        assertThat(ALL.contain(ArchitectureTest.class)).isFalse();
        assertThat(packages()).noneMatch(name -> name.startsWith(ROOT + ".examples"));
    }

    @Test
    void there_is_no_package_outside_of_the_modules_and_layers() {
        Set<String> known = new TreeSet<>();
        known.addAll(MODULES.keySet());
        known.add(ROOT + ".api.spi");
        LAYERS.forEach(name -> known.add(layer(name)));
        known.add(layer("meter"));
        assertThat(known).containsAll(packages());
    }

    static List<List<String>> pairsOfLayers() {
        List<List<String>> pairs = new ArrayList<>();
        for (int lower = 0; lower < LAYERS.size(); lower++) {
            for (int upper = lower + 1; upper < LAYERS.size(); upper++) {
                pairs.add(List.of(LAYERS.get(lower), LAYERS.get(upper)));
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("pairsOfLayers")
    void layers_only_point_down(List<String> pair) {
        assertSeen(layer(pair.get(0)));
        assertSeen(layer(pair.get(1)));
        noClasses()
                .that()
                .resideInAPackage(layer(pair.get(0)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(layer(pair.get(1)))
                .check(ALL);
    }

    @Test
    void meter_stands_beside_them() {
        assertSeen(layer("meter"));
        classes()
                .that()
                .resideInAPackage(layer("meter"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        layer("meter"),
                        ROOT + ".api",
                        ROOT + ".api.spi",
                        MICROMETER,
                        RESILIENCE4J,
                        JDK,
                        "javax.management..",
                        NULLNESS)
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackage(layer("meter"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(layer("meter"))
                .check(ALL);
    }

    @Test
    void what_is_evaluated_needs_the_api_alone() {
        assertSeen(layer("evaluate"));
        classes()
                .that()
                .resideInAPackage(layer("evaluate"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(layer("evaluate"), ROOT + ".api", JDK, NULLNESS)
                .check(ALL);
    }

    @Test
    void history_needs_the_api_and_json_alone() {
        assertSeen(layer("history"));
        classes()
                .that()
                .resideInAPackage(layer("history"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(layer("history"), ROOT + ".api", JACKSON, JDK, NULLNESS)
                .check(ALL);
    }

    @Test
    void probes_know_the_api_and_no_engine() {
        for (String module : PROBES) {
            assertSeen(module);
            noClasses()
                    .that()
                    .resideInAPackage(module)
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + "..")
                            .and(not(resideInAnyPackage(module, ROOT + ".api", ROOT + ".api.spi"))))
                    .check(ALL);
        }
    }

    @Test
    void the_api_needs_the_jdk_alone() {
        assertSeen(ROOT + ".api");
        classes()
                .that()
                .resideInAPackage(ROOT + ".api")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".api", JDK, NULLNESS)
                .check(ALL);
        classes()
                .that()
                .resideInAPackage(ROOT + ".api.spi")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".api", ROOT + ".api.spi", JDK, NULLNESS)
                .check(ALL);
    }

    @Test
    void packages_are_free_of_cycles() {
        assertThat(packages()).hasSizeGreaterThan(LAYERS.size());
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(ALL);
    }

    /** A call, a method reference or a constructor, whatever its parameters are. */
    private static final DescribedPredicate<JavaAccess<?>> READS_OR_WAITS_FOR_THE_TIME =
            DescribedPredicate.describe("reads the time or waits for it", access -> {
                String name = access.getTarget().getName();
                return switch (access.getTargetOwner().getName()) {
                    case "java.lang.System" -> name.equals("nanoTime") || name.equals("currentTimeMillis");
                    case "java.lang.Thread" -> name.equals("sleep");
                    case "java.util.concurrent.TimeUnit" -> name.equals("sleep") || name.startsWith("timed");
                    case "java.util.concurrent.locks.LockSupport" -> name.startsWith("park");
                    case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
                    case "java.time.InstantSource" -> name.equals("system");
                    case "java.util.Date" -> name.equals("<init>");
                    default ->
                        name.equals("now")
                                && access.getTargetOwner().getPackageName().startsWith("java.time");
                };
            });

    @Test
    void time_comes_in_through_one_door_and_nothing_sleeps() {
        Set<String> doors = Set.of(ROOT + ".api.SystemTicker", layer("time") + ".SystemTime", ROOT + ".http.WallTime");
        assertThat(doors).allMatch(ALL::contain);
        DescribedPredicate<JavaClass> door =
                DescribedPredicate.describe("are a door of time", type -> doors.contains(type.getName()));
        assertThat(ALL.that(door).stream().flatMap(type -> type.getAccessesFromSelf().stream()))
                .as("what the rule looks for is found where it is allowed")
                .anyMatch(READS_OR_WAITS_FOR_THE_TIME);
        noClasses()
                .that(not(door))
                .should()
                .accessTargetWhere(READS_OR_WAITS_FOR_THE_TIME)
                .check(ALL);
    }

    @Test
    void no_class_is_designed_for_inheritance() {
        DescribedPredicate<JavaClass> plain = DescribedPredicate.describe(
                "are plain classes, and not sealed",
                type -> type.isTopLevelClass()
                        && !type.isInterface()
                        && !type.isEnum()
                        && !type.isRecord()
                        && !type.reflect().isSealed());
        assertThat(ALL.that(plain)).hasSizeGreaterThan(MODULES.size());
        classes()
                .that(plain)
                .and()
                .arePublic()
                .and()
                .resideOutsideOfPackage(ROOT + ".contracts") // made to be extended
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(ALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                JACKSON,
                RESILIENCE4J,
                MICROMETER,
                CONTEXT_PROPAGATION,
                HIKARI,
                SPRING_BOOT_3,
                SPRING_BOOT,
                MICROPROFILE,
                DROPWIZARD
            })
    void a_library_is_used_where_it_belongs_and_nowhere_else(String library) {
        DescribedPredicate<JavaClass> home = switch (library) {
            case JACKSON ->
                isOneOf(
                        layer("history") + ".EntryReader",
                        layer("history") + ".EntryWriter",
                        layer("history") + ".MeasurementReader",
                        layer("report") + ".CourseJson",
                        layer("report") + ".JsonReport",
                        layer("readiness") + ".HealthJson",
                        ROOT + ".http.Json",
                        ROOT + ".http.JsonTree");
            case RESILIENCE4J ->
                isOneOf(
                        layer("observe") + ".Breaker",
                        layer("meter") + ".CircuitBreakerProbe",
                        layer("meter") + ".CircuitBreakerProbes",
                        layer("meter") + ".CircuitBreakersFactory",
                        layer("meter") + ".Trips");
            // these need not be there, so that nothing else may lead to them
            case CONTEXT_PROPAGATION -> isOneOf(layer("observe") + ".Propagated");
            case HIKARI -> isOneOf(ROOT + ".jdbc.HikariFigures");
            case SPRING_BOOT_3 -> isOneOf(ROOT + ".adapters.SpringBoot3Health");
            case SPRING_BOOT -> isOneOf(ROOT + ".adapters.SpringBootHealth");
            case MICROPROFILE -> isOneOf(ROOT + ".adapters.MicroProfileHealth");
            case DROPWIZARD -> isOneOf(ROOT + ".adapters.DropwizardHealth");
            default -> resideInAnyPackage(layer("engine"), layer("meter"));
        };
        assertThat(ALL.that(home).stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream()))
                .as("%s is used at home", library)
                .anyMatch(dependency -> resideInAPackage(library).test(dependency.getTargetClass()));
        noClasses()
                .that(not(home))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(ALL);
    }

    /** And what is nested in them. */
    private static DescribedPredicate<JavaClass> isOneOf(String... names) {
        return DescribedPredicate.describe("are one of " + List.of(names), type -> {
            for (String name : names) {
                if (type.getName().equals(name) || type.getName().startsWith(name + "$")) {
                    return true;
                }
            }
            return false;
        });
    }

    /** What the library must not do. */
    static final class Harmful {
        private Harmful() {}

        static PrintStream stream() {
            return System.out;
        }
    }

    @Test
    void it_does_no_harm_to_the_process_and_writes_nothing_to_its_streams() {
        DescribedPredicate<JavaAccess<?>> harm =
                DescribedPredicate.describe("stops the process or takes its streams", access -> {
                    String name = access.getTarget().getName();
                    return switch (access.getTargetOwner().getName()) {
                        case "java.lang.System" ->
                            Set.of("exit", "out", "err", "in", "setOut", "setErr", "setProperty")
                                    .contains(name);
                        case "java.lang.Runtime" ->
                            Set.of("exit", "halt", "exec", "addShutdownHook").contains(name);
                        case "java.lang.Throwable" -> name.equals("printStackTrace");
                        default -> false;
                    };
                });
        assertThat(new ClassFileImporter().importClass(Harmful.class).getAccessesFromSelf())
                .as("the rule bites")
                .anyMatch(harm);
        assertThat(ALL).isNotEmpty();
        noClasses().should().accessTargetWhere(harm).check(ALL);
    }

    @Test
    void the_logging_of_the_jdk_is_not_used() {
        assertThat(ALL).isNotEmpty();
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..")
                .check(ALL);
    }
}
