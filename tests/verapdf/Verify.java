import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Verify PROFILE,PROFILE… FILE…: holds each file against each of veraPDF's profiles (ua1, 2a, 3a …).
 *
 * One line for each file and profile: the file, the profile, "ok" or "failed" and how many checks were made, with
 * tabs between them; below a failed one a line for each rule that failed, indented, with how often and where first.
 * Ends with 0 when nothing failed, 1 when something did. Files are shared out among the processors.
 */
public class Verify {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        List<PDFAFlavour> profiles = new ArrayList<>();
        for (String name : arguments[0].split(","))
            profiles.add(PDFAFlavour.fromString(name));
        ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<String>> reports = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            String file = arguments[i];
            reports.add(workers.submit((Callable<String>) () -> {
                StringBuilder report = new StringBuilder();
                for (PDFAFlavour profile : profiles)
                    report.append(verify(file, profile));
                return report.toString();
            }));
        }
        boolean failed = false;
        for (Future<String> report : reports) {
            String text = report.get();
            System.out.print(text);
            failed |= text.contains("\tfailed\t");
        }
        workers.shutdown();
        System.exit(failed ? 1 : 0);
    }

    private static String verify(String file, PDFAFlavour profile) {
        StringBuilder report = new StringBuilder(file + "\t" + profile.getId() + "\t");
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), profile);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            report.append(result.isCompliant() ? "ok\t" : "failed\t").append(result.getTotalAssertions()).append('\n');
            if (!result.isCompliant())
                describe(result, report);
        } catch (Exception | NoClassDefFoundError problem) {
            report.append("failed\t0\n  cannot be checked: ").append(problem).append('\n');
        }
        return report.toString();
    }

    private static void describe(ValidationResult result, StringBuilder report) {
        TreeMap<String, List<TestAssertion>> rules = new TreeMap<>();
        for (TestAssertion found : result.getTestAssertions())
            rules.computeIfAbsent(found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber(),
                                  rule -> new ArrayList<>()).add(found);
        rules.forEach((rule, found) -> {
            TestAssertion first = found.get(0);
            report.append("  ").append(rule).append(" (").append(found.size()).append(" times) ")
                .append(first.getMessage()).append(" at ").append(first.getLocation().getContext()).append('\n');
        });
    }
}
