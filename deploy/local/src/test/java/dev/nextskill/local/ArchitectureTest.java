package dev.nextskill.local;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.nextskill.testing.HouseRules;

/** Of the rules of the house those that hold outside a service. */
@AnalyzeClasses(packages = "dev.nextskill", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NAMES = HouseRules.names_say_what_a_class_is;

    @ArchTest
    static final ArchRule NULL_MARKED = HouseRules.packages_are_null_marked;
}
