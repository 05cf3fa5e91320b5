package safecsv;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The shape of the project as rules; docs/architecture.md tells the story. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("safecsv");

    @Test
    void upper_packages_know_lower_ones_and_never_the_other_way() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("cli")
                .definedBy("safecsv.cli..")
                .layer("schedule")
                .definedBy("safecsv.schedule..")
                .layer("apply")
                .definedBy("safecsv.apply..")
                .layer("diff")
                .definedBy("safecsv.diff..")
                .layer("export")
                .definedBy("safecsv.export..")
                .layer("doctor")
                .definedBy("safecsv.doctor..")
                .layer("spreadsheet")
                .definedBy("safecsv.spreadsheet..")
                .layer("csv")
                .definedBy("safecsv.csv..")
                .layer("mysql")
                .definedBy("safecsv.mysql..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("schedule")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("apply")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("diff")
                .mayOnlyBeAccessedByLayers("cli", "apply")
                .whereLayer("export")
                .mayOnlyBeAccessedByLayers("cli", "schedule")
                .whereLayer("doctor")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("spreadsheet")
                .mayOnlyBeAccessedByLayers("cli", "diff", "export")
                .whereLayer("csv")
                .mayOnlyBeAccessedByLayers("cli", "schedule", "apply", "diff", "export", "doctor", "spreadsheet")
                .whereLayer("mysql")
                .mayOnlyBeAccessedByLayers(
                        "cli", "schedule", "apply", "diff", "export", "doctor", "doctor", "spreadsheet")
                .because(
                        "features are read, tested and trusted alone; a command must be able to change without an engine")
                .check(MAIN);
    }

    @Test
    void only_mysql_speaks_to_the_database() {
        noClasses()
                .that(not(resideInAPackage("safecsv.mysql")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "com.mysql..", "com.zaxxer.."))
                .because(
                        "sessions must be set up, read-only and ended promptly in one place; its subpackages need none")
                .check(MAIN);
    }

    @Test
    void settings_are_decided_without_a_connection() {
        noClasses()
                .that(resideInAPackage("safecsv.mysql.settings.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "safecsv.mysql", "safecsv.mysql.sql..", "java.net..", "java.nio.channels..", "javax.net.."))
                .because("whatever is wrong with the settings must be told before any server is spoken to")
                .check(MAIN);
    }

    @Test
    void sql_as_text_is_pure_functions() {
        classes()
                .that()
                .resideInAPackage("safecsv.mysql.sql..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("safecsv.mysql.sql..", "safecsv", "java.lang..", "java.util..")
                .because("what a query may hold must be decided the same way whatever server, file or session is near")
                .check(MAIN);
    }

    @Test
    void tables_are_plain_values() {
        classes()
                .that()
                .resideInAPackage("safecsv.mysql.table..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("safecsv.mysql.table..", "safecsv.mysql.sql..", "safecsv", "java..")
                .andShould()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("java.sql..", "java.net..")
                .because("what a table can hold is judged far from any connection, and tested without a server")
                .check(MAIN);
    }

    @Test
    void spreadsheets_know_no_server() {
        noClasses()
                .that(resideInAPackage("safecsv.spreadsheet.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "safecsv.mysql", "safecsv.mysql.settings..", "safecsv.mysql.sql..", "java.net.."))
                .because("what a cell means follows from its column's type and the two files, whatever server is near")
                .check(MAIN);
    }

    @Test
    void connecting_starts_a_program_in_one_place_and_that_place_knows_nothing_of_sql() {
        noClasses()
                .that()
                .resideInAPackage("safecsv.mysql..")
                .and(not(resideInAPackage("safecsv.mysql.tunnel")))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .because("what a program is started with, and that it ends with this one, must be decided once")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage("safecsv.mysql.tunnel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("safecsv.mysql", "safecsv.mysql.sql")
                .because("a tunnel carries bytes, whatever they mean")
                .check(MAIN);
    }

    @Test
    void only_apply_can_write_to_a_database() {
        noClasses()
                .that(not(resideInAnyPackage("safecsv.apply..", "safecsv.mysql")))
                .should()
                .dependOnClassesThat(simpleName("WriteSession").or(simpleName("RowStatements")))
                .because("whatever else runs must be harmless, with whatever account")
                .check(MAIN);
    }

    @Test
    void facts_about_a_server_are_plain_values() {
        classes()
                .that()
                .resideInAPackage("safecsv.mysql.facts..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "safecsv.mysql.facts..",
                        "safecsv.mysql.sql..",
                        "safecsv",
                        "java.lang..",
                        "java.util..",
                        "java.time..")
                .because("what an account may do is judged far from any connection, and tested without a server")
                .check(MAIN);
    }

    @Test
    void only_csv_uses_commons_csv() {
        noClasses()
                .that(not(resideInAPackage("safecsv.csv..")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.commons.csv.."))
                .because("how a CSV is read must be decided in one place")
                .check(MAIN);
    }

    @Test
    void only_the_command_line_knows_picocli() {
        noClasses()
                .that(not(resideInAPackage("safecsv.cli..")))
                .should()
                .dependOnClassesThat(resideInAPackage("picocli.."))
                .because("the engines are called by schedulers and tests too, and never know the command line")
                .check(MAIN);
    }

    @Test
    void the_only_printing_and_exiting_is_in_the_command_line() {
        noClasses()
                .that(not(resideInAPackage("safecsv.cli..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .because("data goes to standard output and everything else to standard error, decided in one place")
                .check(MAIN);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("safecsv.(**)")
                .should()
                .beFreeOfCycles()
                .because("a cycle means two packages are one")
                .check(MAIN);
    }

    @Test
    void there_are_only_the_packages_of_the_map() {
        classes()
                .should()
                .resideInAnyPackage(
                        "safecsv",
                        "safecsv.cli..",
                        "safecsv.schedule..",
                        "safecsv.apply..",
                        "safecsv.diff..",
                        "safecsv.export..",
                        "safecsv.doctor..",
                        "safecsv.spreadsheet..",
                        "safecsv.csv..",
                        "safecsv.mysql",
                        "safecsv.mysql.facts",
                        "safecsv.mysql.settings",
                        "safecsv.mysql.sql",
                        "safecsv.mysql.table",
                        "safecsv.mysql.tunnel")
                .because("a package named util, common, helper or manager says nothing about what is in it")
                .check(MAIN);
    }
}
