package org.agegender.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.evaluation.report.DrawnReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a report as a person meets it, in Chromium. */
final class ReportTest {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String SCRIPT = "</script><script>alert(1)</script>";

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static String address;

  private final List<String> complaints = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();
  private BrowserContext context;

  @BeforeAll
  static void writeReport() throws Exception {
    DrawnReport drawn = new DrawnReport(folder);
    List<JudgedFace> faces = new ArrayList<>(drawn.faces(606));
    faces.add(
        DrawnReport.judged(
            new LabelledFace(
                "<img src=x onerror=alert(1)>", new Age(80), Gender.MALE, "", "", SCRIPT),
            10,
            0.01));
    address = drawn.write(drawn.result(faces, List.of())).resolve("report.html").toUri().toString();
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  @AfterEach
  void closePages() {
    context.close();
  }

  private Page open(Browser.NewContextOptions options) {
    context = chromium.browser().newContext(options);
    Page page = context.newPage();
    page.onRequest((Request request) -> addresses.add(request.url()));
    page.onConsoleMessage((ConsoleMessage message) -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.onDialog(
        (Dialog dialog) -> {
          complaints.add(dialog.message());
          dialog.dismiss();
        });
    page.navigate(address);
    return page;
  }

  @ParameterizedTest
  @CsvSource({"390, 844, LIGHT", "390, 844, DARK", "1280, 900, LIGHT", "1280, 900, DARK"})
  void chartsAreDrawnAndThePageIsAccessibleAndFits(int width, int height, ColorScheme scheme) {
    Page page =
        open(new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    Locator charts = page.locator(".chart");
    assertThat(page.locator(".chart svg")).hasCount(charts.count());
    assertThat(charts.count()).isGreaterThan(6);
    for (Locator chart : charts.all()) {
      assertThat(chart.locator("svg path").count()).isGreaterThan(8);
      assertThat(chart.boundingBox().height).isGreaterThan(100);
    }
    assertThat(page.locator("#agreement svg path").count()).isGreaterThan(606);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(
                SCREENSHOTS.resolve(
                    "report-%d-%s.png".formatted(width, scheme).toLowerCase(Locale.ROOT))));
    assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })");
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    assertThat(violations)
        .extracting(rule -> rule.getImpact() + " " + rule.getId() + " " + rule.getNodes())
        .isEmpty();
    assertThat(complaints).isEmpty();
    assertThat(addresses).allMatch(url -> url.equals(address) || url.startsWith("data:"));
  }

  @Test
  void thePolicyForbidsEveryRequestAndEveryOtherScript() {
    Page page = open(new Browser.NewContextOptions());
    assertThat(
            page.evaluate("() => fetch('http://127.0.0.1:9/').then(() => 'sent', (e) => e.name)"))
        .isEqualTo("TypeError");
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = true';"
            + " document.body.append(s); }");
    assertThat(page.evaluate("() => window.ran")).isNull();
    assertThat(complaints)
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(text -> text.contains("Content Security Policy"));
  }

  @Test
  void theTablesAreThereWithoutScripts() {
    Page page = open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    assertThat(page.locator("caption", new Page.LocatorOptions().setHasText("By decade")).first())
        .isVisible();
    assertThat(page.locator("#agreement")).isHidden();
    assertThat(page.locator("noscript .warning")).isVisible();
  }

  @Test
  void onPaperTheChartsFitTheirPlaces() {
    Page page = open(new Browser.NewContextOptions().setViewportSize(1280, 900));
    Object whole =
        page.evaluate(
            """
            () => {
              window.dispatchEvent(new Event('beforeprint'));
              return [...document.querySelectorAll('.chart svg')].every((svg) => {
                const drawn = svg.getBBox();
                const place = svg.viewBox.baseVal;
                return drawn.x + drawn.width <= place.width + 1
                  && drawn.y + drawn.height <= place.height + 1;
              });
            }
            """);
    assertThat(whole).isEqualTo(true);
    page.setViewportSize(703, 900);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    for (Locator chart : page.locator(".chart").all()) {
      Locator drawing = chart.locator("svg");
      assertThat(drawing.boundingBox().width).isLessThanOrEqualTo(chart.boundingBox().width + 1);
      assertThat(drawing.boundingBox().height).isLessThanOrEqualTo(chart.boundingBox().height + 1);
      assertThat(drawing.boundingBox().height).isGreaterThan(100);
    }
    assertThat(page.pdf()).hasSizeGreaterThan(50_000);
  }
}
