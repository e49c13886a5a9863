package tools.sota;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.junit.jupiter.api.Test;

/// The picture of the house as rules: arrows between features point one way, and each outside library has its door.
class ArchitectureTest {
    /// From left to right; a feature imports only from those before it.
    private static final List<String> FEATURES = List.of(
            "platform",
            "notify",
            "catalog",
            "accounts",
            "keys",
            "limits",
            "usage",
            "metering",
            "billing",
            "gateway",
            "tools",
            "insight",
            "site",
            "bench");

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("tools.sota");

    @Test
    void aFeatureImportsOnlyFeaturesToItsLeft() {
        for (int at = 0; at < FEATURES.size(); at++) {
            var later = FEATURES.subList(at + 1, FEATURES.size()).stream()
                    .map(feature -> "tools.sota." + feature + "..")
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("tools.sota." + FEATURES.get(at) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .allowEmptyShould(true)
                        .check(PRODUCT);
            }
        }
    }

    @Test
    void featuresDoNotGoInCircles() {
        slices().matching("tools.sota.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void noFeatureKnowsTheRoot() {
        noClasses()
                .that()
                .resideInAPackage("tools.sota.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.sota")
                .check(PRODUCT);
    }

    @Test
    void stripeIsSpokenInBillingAndCatalogOnly() {
        only("com.stripe..", "tools.sota.billing..", "tools.sota.catalog..", "tools.sota");
    }

    @Test
    void theLoadGeneratorKnowsNothingOfTheProduct() {
        noClasses()
                .that()
                .resideInAPackage("tools.sota.bench..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("tools.sota..")
                        .and(not(resideInAnyPackage("tools.sota.bench..")))
                        .or(resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "org.jdbi..")))
                .check(PRODUCT);
        only("org.HdrHistogram..", "tools.sota.bench..");
    }

    @Test
    void redisIsSpokenInLimitsAndPlatformOnly() {
        only("redis.clients..", "tools.sota.limits..", "tools.sota.platform..");
    }

    @Test
    void httpStopsAtTheEdges() {
        noClasses()
                .that(not(resideInAnyPackage(
                                "tools.sota.platform..", "tools.sota.site..", "tools.sota.gateway..", "tools.sota"))
                        .and(not(simpleNameEndingWith("Api")
                                .or(simpleNameEndingWith("Webhook"))
                                .or(simpleNameEndingWith("Credentials")))))
                .and()
                .areTopLevelClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.javalin..")
                .check(PRODUCT);
    }

    @Test
    void sqlIsHiddenInPackagePrivateInterfaces() {
        classes()
                .that()
                .containAnyMethodsThat(
                        com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith(
                                        SqlQuery.class)
                                .or(com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith(
                                        SqlUpdate.class))
                                .forSubtype())
                .should()
                .bePackagePrivate()
                .check(PRODUCT);
    }

    @Test
    void timeIsGivenNotTaken() {
        for (var type : List.of(
                Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)) {
            noClasses().should().callMethod(type, "now").check(PRODUCT);
        }
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(PRODUCT);
        noClasses()
                .that()
                .resideInAPackage("tools.sota.*..")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(PRODUCT);
    }

    @Test
    void instancesDoNotChange() {
        fields().that()
                .areNotStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(PRODUCT);
    }

    private static void only(String library, String... allowed) {
        noClasses()
                .that()
                .resideInAPackage("tools.sota..")
                .and()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat(resideInAnyPackage(library).and(alwaysTrue()))
                .check(PRODUCT);
    }
}
