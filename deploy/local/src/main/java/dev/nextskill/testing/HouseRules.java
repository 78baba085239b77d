package dev.nextskill.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The rules of the house that the build keeps; {@code docs/architecture.md} gives the reasons. */
public final class HouseRules {

    private static final String EDGE = ".*(Resource|Consumer|Publisher|Config|Repository|Entity|Cache|Wiring)";
    private static final String FORBIDDEN = ".*(Impl|Dto|DTO|Mapper|Util|Utils|Helper|Manager|Base|Service)";

    @ArchTest
    static final ArchRule framework_code_lives_at_the_edges_only = noClasses()
            .that(new DescribedPredicate<JavaClass>("are not edges") {
                @Override
                public boolean test(JavaClass each) {
                    JavaClass outermost = each;
                    while (outermost.getEnclosingClass().isPresent()) {
                        outermost = outermost.getEnclosingClass().get();
                    }
                    return !outermost.getSimpleName().matches(EDGE)
                            && !outermost.getSimpleName().equals("package-info")
                            // Hibernate's metamodel and Quarkus' own code are generated.
                            && !outermost.getSimpleName().contains("_");
                }
            })
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.quarkus..",
                    "io.quarkiverse..",
                    "io.smallrye..",
                    "io.vertx..",
                    "io.micrometer..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "jakarta.persistence..",
                    "jakarta.transaction..",
                    "jakarta.ws.rs..",
                    "org.apache.kafka..",
                    "org.eclipse.microprofile.config..",
                    "org.eclipse.microprofile.health..",
                    "org.eclipse.microprofile.reactive..",
                    "org.hibernate..",
                    "org.jboss.logging.."))
            .because("everything else is plain Java that a unit test builds with new");

    @ArchTest
    static final ArchRule features_do_not_depend_on_each_other_in_circles =
            slices().matching("dev.nextskill.*.(*)..").should().beFreeOfCycles();

    @ArchTest
    public static final ArchRule names_say_what_a_class_is = noClasses()
            .should()
            .haveNameMatching(FORBIDDEN)
            .because("such suffixes name a layer, not a thing of the domain");

    @ArchTest
    public static final ArchRule packages_are_null_marked = classes()
            .should(new ArchCondition<JavaClass>("be @NullMarked") {
                @Override
                public void check(JavaClass each, ConditionEvents events) {
                    if (!each.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(SimpleConditionEvent.violated(
                                each,
                                "%s needs a package-info.java with @NullMarked".formatted(each.getPackageName())));
                    }
                }
            });

    @ArchTest
    static final ArchRule an_entity_stays_in_its_feature = classes()
            .that()
            .haveSimpleNameEndingWith("Entity")
            .should(new ArchCondition<JavaClass>("be used in their own package only") {
                @Override
                public void check(JavaClass entity, ConditionEvents events) {
                    entity.getDirectDependenciesToSelf().stream()
                            .filter(use ->
                                    !use.getOriginClass().getPackageName().equals(entity.getPackageName()))
                            .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
                }
            })
            .allowEmptyShould(true);

    private HouseRules() {}
}
