package org.agegender.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agegender.core.FaceBox;
import org.agegender.inference.PhotoOptions;
import org.agegender.server.Access;
import org.agegender.server.AnalysisOptions;
import org.agegender.server.ApiKey;
import org.agegender.server.FaceServer;
import org.agegender.server.HttpLimits;
import org.agegender.server.ServerOptions;
import org.agegender.server.batch.BatchOptions;
import org.agegender.vision.FaceDetector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a person meets it, in Chromium. */
final class PageTest {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String KEY = "a-key-of-24-characters-x";

  private static final DrawnPicture.Face WOMAN =
      new DrawnPicture.Face(new FaceBox(60, 80, 100, 120), 34, 0.1);
  private static final DrawnPicture.Face MAN =
      new DrawnPicture.Face(new FaceBox(300, 40, 80, 90), 71, 0.8);

  private static Chromium chromium;

  private final List<String> addresses = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private FaceServer server;
  private BrowserContext context;

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  private Page open(
      Access access, Optional<FaceDetector> detector, Browser.NewContextOptions options) {
    server =
        FaceServer.start(
            new ServerOptions(
                "127.0.0.1",
                0,
                access,
                HttpLimits.DEFAULT,
                new AnalysisOptions(
                    PhotoOptions.DEFAULT,
                    2,
                    4,
                    32,
                    new BatchOptions(8, 1, 64, Duration.ofMillis(5))),
                Duration.ofSeconds(10)),
            new DrawnFaceNetwork(),
            detector);
    context = chromium.browser().newContext(options);
    Page page = context.newPage();
    page.onRequest((Request request) -> addresses.add(request.url()));
    page.onConsoleMessage(
        (ConsoleMessage message) -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(server.address().toString());
    return page;
  }

  private Page open() {
    return open(Access.OPEN, Optional.of(new DrawnFaceDetector()), new Browser.NewContextOptions());
  }

  @AfterEach
  void stopServer() {
    context.close();
    server.close();
  }

  private static FilePayload picture(String name, DrawnPicture.Face... faces) {
    return new FilePayload(name, "image/png", DrawnPicture.png(480, 240, List.of(faces)));
  }

  private static void choose(Page page, FilePayload... files) {
    page.setInputFiles("#files", files);
  }

  @Test
  void eachFaceHasABoxWhereItIsAndACardThatTellsItsAgeAndGender() {
    Page page = open();
    choose(page, picture("two.png", WOMAN, MAN));
    Locator cards = page.locator(".face");
    assertThat(cards).hasCount(2);
    assertThat(cards.nth(0)).containsText("34.0 years");
    assertThat(cards.nth(0)).containsText("29 to 39 with 80 %");
    assertThat(cards.nth(0)).containsText("female");
    assertThat(cards.nth(0)).containsText("90 %");
    assertThat(cards.nth(1)).containsText("71.0 years");
    assertThat(cards.nth(1)).containsText("male");
    assertThat(page.locator("#status")).hasText("1 picture done, 2 faces found.");
    BoundingBox image = page.locator(".frame img").boundingBox();
    BoundingBox box = page.locator(".box").nth(1).boundingBox();
    double scale = image.width / 480;
    assertThat(box.x - image.x).isCloseTo(300 * scale, within(2.0));
    assertThat(box.y - image.y).isCloseTo(40 * scale, within(2.0));
    assertThat(box.width).isCloseTo(80 * scale, within(2.0));
    assertThat(box.height).isCloseTo(90 * scale, within(2.0));
    assertThat(complaints).isEmpty();
  }

  @Test
  void theChartOfTheAgesHasItsPeakAtTheAge() {
    Page page = open();
    choose(page, picture("one.png", WOMAN));
    Locator chart = page.locator(".face svg");
    assertThat(chart)
        .hasAttribute(
            "aria-label", "Distribution of the age: most likely between 29 and 39, 34 on average");
    String points = page.locator(".face svg polygon").getAttribute("points");
    String[] corners = points.split(" ");
    int peak = 0;
    for (int i = 0; i < corners.length; i++) {
      if (height(corners[i]) < height(corners[peak])) {
        peak = i;
      }
    }
    assertThat(peak - 1).isEqualTo(34);
  }

  private static double height(String corner) {
    return Double.parseDouble(corner.substring(corner.indexOf(',') + 1));
  }

  @Test
  void aFileThatIsNoPictureIsReportedAndTheOthersGoOn() {
    Page page = open();
    choose(
        page,
        picture("one.png", WOMAN),
        new FilePayload("notes.png", "image/png", "not a picture".getBytes()),
        picture("none.png"));
    assertThat(page.locator("#status")).hasText("3 pictures done, 1 face found.");
    assertThat(
            page.locator(".picture", new Page.LocatorOptions().setHasText("notes.png"))
                .locator(".problem"))
        .isVisible();
    assertThat(page.locator(".picture", new Page.LocatorOptions().setHasText("none.png")))
        .containsText("no face found");
    page.locator("#clear").click();
    assertThat(page.locator(".picture")).hasCount(0);
  }

  @Test
  void aFileNameIsTextAndNothingElse() {
    Page page = open();
    String name = "<img src=x onerror=alert(1)>.png";
    choose(page, picture(name, WOMAN));
    assertThat(page.locator(".picture h2")).containsText(name);
    assertThat(page.locator(".picture h2 img")).hasCount(0);
  }

  @Test
  void nothingIsRequestedFromElsewhereAndThePolicyForbidsIt() {
    Page page = open();
    choose(page, picture("one.png", WOMAN));
    assertThat(page.locator(".face")).hasCount(1);
    assertThat(addresses)
        .isNotEmpty()
        .allMatch(
            url ->
                url.startsWith(server.address().toString())
                    || url.startsWith("blob:" + server.address().toString().replaceAll("/$", "")));
    Object outside =
        page.evaluate("() => fetch('http://127.0.0.1:9/').then(() => 'sent', (e) => e.name)");
    assertThat(outside).isEqualTo("TypeError");
    assertThat(complaints).anyMatch(text -> text.contains("Content Security Policy"));
  }

  @Test
  void theWholeWayWorksByKeyboard() {
    Page page = open();
    page.keyboard().press("Tab");
    assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("files");
    choose(page, picture("two.png", WOMAN, MAN));
    assertThat(page.locator(".face")).hasCount(2);
    page.locator(".box").nth(1).focus();
    assertThat(page.locator(".face").nth(1)).hasClass("face chosen");
    page.keyboard().press("Enter");
    assertThat(page.locator(".face").nth(1)).isFocused();
  }

  @Test
  void aServerWithAKeyAsksForItAndGoesOn() {
    Page page =
        open(
            new Access(List.of(ApiKey.of(KEY)), Set.of()),
            Optional.of(new DrawnFaceDetector()),
            new Browser.NewContextOptions());
    choose(page, picture("one.png", WOMAN));
    assertThat(page.locator("#key-form")).isVisible();
    page.locator("#key").fill(KEY);
    page.locator("#key").press("Enter");
    assertThat(page.locator(".face")).hasCount(1);
    assertThat(page.locator("#model")).containsText("drawn-network");
  }

  @Test
  void aPictureOfTheCameraIsTakenAndAnalysed() {
    Page page = open(Access.OPEN, Optional.empty(), new Browser.NewContextOptions());
    page.locator("#camera").click();
    assertThat(page.locator("#shoot")).isEnabled();
    page.locator("#shoot").click();
    assertThat(page.locator(".picture h2")).containsText("Camera picture");
    assertThat(page.locator(".face")).hasCount(1);
    assertThat(page.locator("#camera-dialog")).isHidden();
  }

  @ParameterizedTest
  @CsvSource({"390, 844, LIGHT", "390, 844, DARK", "1280, 900, LIGHT", "1280, 900, DARK"})
  void itIsAccessibleAndFitsTheScreen(int width, int height, ColorScheme scheme) {
    Page page =
        open(
            Access.OPEN,
            Optional.of(new DrawnFaceDetector()),
            new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    choose(
        page, picture("two.png", WOMAN, MAN), new FilePayload("bad.png", "image/png", new byte[9]));
    assertThat(page.locator("#status")).hasText("2 pictures done, 2 faces found.");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(
                SCREENSHOTS.resolve(
                    "%d-%s.png".formatted(width, scheme).toLowerCase(java.util.Locale.ROOT))));
    assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    assertThat(violations)
        .extracting(rule -> rule.getImpact() + " " + rule.getId() + " " + rule.getNodes())
        .isEmpty();
  }
}
