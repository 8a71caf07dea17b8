package io.surtitle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.selenium.AxeBuilder;
import io.surtitle.deploy.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The viewer page in a real browser, used as by a person who reads and types there. */
final class ViewerPage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /**
   * Silenced: it warns about DevTools bindings for this browser version, which the tests do not
   * use.
   */
  private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

  private final ChromeDriver driver;

  private ViewerPage(ChromeDriver driver) {
    this.driver = driver;
    driver.manage().timeouts().pageLoadTimeout(PATIENCE);
    driver.executeCdpCommand(
        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", resource("/page-record.js")));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Starts a browser; if none is installed, the tests are skipped with a message. */
  static ViewerPage inBrowser() {
    Optional<Tool> browser =
        Stream.concat(
                Stream.ofNullable(System.getenv("CHROME")),
                Stream.of("chromium", "chromium-browser", "google-chrome"))
            .flatMap(name -> Tool.find(name).stream())
            .findFirst();
    Optional<Tool> chromedriver = Tool.find("chromedriver");
    assumeTrue(
        browser.isPresent() && chromedriver.isPresent(),
        "SKIPPED: the viewer page is tested in Chromium: install chromium and chromedriver"
            + " (Debian: chromium-driver), on the PATH; CHROME may name another Chromium");
    DEVTOOLS.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow().file().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--hide-scrollbars",
        "--lang=en-US");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow().file().toFile())
            .usingAnyFreePort()
            .build();
    return new ViewerPage(new ChromeDriver(service, options));
  }

  private static String resource(String name) {
    try (InputStream in = ViewerPage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the page with a query, in a window of a given width. */
  void open(URI server, String query, int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 760, "deviceScaleFactor", 1, "mobile", width < 600));
    driver.get(server + "/?" + query);
  }

  void open(URI server, String query) {
    open(server, query, 1280);
  }

  /** The result of a script, as text. */
  String script(String script, Object... arguments) {
    return String.valueOf(driver.executeScript(script, arguments));
  }

  private List<String> texts(String script, Object... arguments) {
    Object result = Objects.requireNonNull(driver.executeScript(script, arguments), script);
    return ((List<?>) result).stream().map(String::valueOf).toList();
  }

  /** The text of all elements that match. */
  List<String> texts(String selector) {
    return texts(
        "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)",
        new Object[] {selector});
  }

  /** Waits until the texts of all matching elements satisfy a condition, and returns them. */
  List<String> awaitTexts(String selector, Predicate<List<String>> wished) {
    return await(selector).atMost(PATIENCE).until(() -> texts(selector), wished);
  }

  void awaitScript(String script, String result) {
    await(script)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(script(script)).isEqualTo(result));
  }

  /** Texts that changed other than by growing since the page was opened. */
  List<String> erased() {
    return texts("return record.erased", new Object[0]);
  }

  /** All announcements of the live region, in order. */
  List<String> announced() {
    return texts("return record.announced", new Object[0]);
  }

  void type(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Presses Tab until an element has the focus. */
  void tabTo(String selector) {
    WebElement wanted = driver.findElement(By.cssSelector(selector));
    for (int i = 0; i < 20 && !driver.switchTo().activeElement().equals(wanted); i++) {
      type(Keys.TAB);
    }
    assertThat(driver.switchTo().activeElement()).isEqualTo(wanted);
  }

  void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  String address() {
    return Objects.requireNonNull(driver.getCurrentUrl());
  }

  /** The violations that axe-core finds: rules and the elements that break them. */
  List<String> violations() {
    return new AxeBuilder()
        .withTags(RULES).analyze(driver).getViolations().stream()
            .flatMap(
                rule -> rule.getNodes().stream().map(node -> rule.getId() + ": " + node.getHtml()))
            .toList();
  }

  /** Saves a screenshot. */
  void photograph(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
