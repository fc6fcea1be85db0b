package io.zkwire.console.pages;

import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import io.zkwire.console.web.ConsoleServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;

/** Debian's Chromium without a screen. */
final class Chromium implements AutoCloseable {

  private static final Path SHOTS = Path.of("target", "screenshots");
  private final ChromeDriver driver;
  private final String url;

  Chromium(ConsoleServer server) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--force-device-scale-factor=1",
        "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.SEVERE);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
            .build();
    this.driver = new ChromeDriver(service, options);
    this.url = server.url();
    driver.manage().window().setSize(new Dimension(1440, 900));
  }

  Chromium signIn(String name, String password) {
    driver.get(url);
    type("input[name=name]", name);
    type("input[name=password]", password);
    click("button[type=submit]");
    await().until(() -> !all("nav a").isEmpty());
    return this;
  }

  Chromium open(String text) {
    driver.get(url + text);
    return this;
  }

  Chromium page(String page) {
    driver.executeScript("location.hash = arguments[0]", "#/" + page);
    return this;
  }

  void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        java.util.Map.of(
            "width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Where files go that a page saves. */
  void downloadsTo(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        java.util.Map.of("behavior", "allow", "downloadPath", folder.toString()));
  }

  void theme(String theme) {
    driver.executeScript("document.documentElement.dataset.theme = arguments[0]", theme);
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  String text() {
    Object text =
        driver.executeScript(
            "return (document.querySelector('main')?.innerText ?? '') + '\\n'"
                + " + [...document.querySelectorAll('main input, main textarea')]"
                + ".map(field => field.value).join('\\n')");
    return String.valueOf(text);
  }

  void sees(String... texts) {
    await().untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(text()).contains(texts));
  }

  void type(String css, String text) {
    try {
      await().until(() -> !all(css).isEmpty());
    } catch (RuntimeException e) {
      shot("failed");
      throw e;
    }
    WebElement field = all(css).get(0);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
  }

  void click(String css) {
    click(By.cssSelector(css));
  }

  /** A button or link by what it says, in a dialogue if one is open. */
  void press(String text) {
    press(text, 1);
  }

  /** One of several that say the same. */
  void press(String text, int which) {
    String within = all("dialog[open]").isEmpty() ? "//" : "//dialog//";
    String said = "[normalize-space(.)='" + text + "' and not(@disabled) and not(ancestor::nav)]";
    click(
        By.xpath("(" + within + "button" + said + "|" + within + "a" + said + ")[" + which + "]"));
  }

  /** What the open dialogue says, without the blanks between its parts. */
  void seesInDialog(String... texts) {
    await()
        .untilAsserted(
            () ->
                org.assertj.core.api.Assertions.assertThat(
                        String.valueOf(
                            script(
                                "return [...document.querySelectorAll('dialog[open]')]"
                                    + ".map(d => d.textContent).join('')")))
                    .contains(texts));
  }

  /** What the page tells for a moment. */
  void isTold(String... texts) {
    await()
        .untilAsserted(
            () ->
                org.assertj.core.api.Assertions.assertThat(
                        String.valueOf(
                            script("return document.querySelector('.toasts').innerText")))
                    .contains(texts));
  }

  /** A file that is chosen in the open dialogue. */
  void choose(Path file) {
    await().until(() -> !all("dialog[open] input[type=file]").isEmpty());
    all("dialog[open] input[type=file]").get(0).sendKeys(file.toAbsolutePath().toString());
  }

  /** A key is pressed where the focus is. */
  void key(CharSequence key) {
    driver.switchTo().activeElement().sendKeys(key);
  }

  /** Chooses in one of the lists of a form. */
  void choose(int list, String option) {
    await().until(() -> all(".form select").size() > list);
    new Select(all(".form select").get(list)).selectByVisibleText(option);
  }

  void pressInDialog(String text) {
    click(By.xpath("//dialog//button[normalize-space(.)='" + text + "']"));
  }

  private void click(By what) {
    await()
        .ignoreExceptionsMatching(
            e ->
                e instanceof StaleElementReferenceException
                    || e instanceof org.openqa.selenium.ElementClickInterceptedException
                    || e instanceof org.openqa.selenium.ElementNotInteractableException
                    || e instanceof org.openqa.selenium.NoSuchElementException)
        .until(
            () -> {
              driver.findElement(what).click();
              return true;
            });
  }

  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** What a page must not do: scroll sideways. */
  boolean scrollsSideways() {
    return (Boolean)
        script(
            "const m = document.querySelector('main');"
                + "return document.documentElement.scrollWidth > innerWidth"
                + " || m.scrollWidth > m.clientWidth");
  }

  /** What axe finds to be serious or critical; in this window, without opening another one. */
  @SuppressWarnings("deprecation")
  List<String> findings() {
    AxeBuilder axe = new AxeBuilder().setLegacyMode(true);
    List<String> serious = new ArrayList<>();
    for (Rule rule : axe.analyze(driver).getViolations()) {
      if (List.of("serious", "critical").contains(rule.getImpact())) {
        serious.add(
            rule.getId()
                + ": "
                + rule.getHelp()
                + " "
                + rule.getNodes().stream().map(n -> n.getHtml()).limit(3).toList());
      }
    }
    return serious;
  }

  /**
   * Errors that the browser has logged, refusals of the policy among them, but for refused
   * requests.
   */
  List<String> errors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(message -> !message.contains("Failed to load resource"))
        .filter(message -> !message.contains("ERR_"))
        .toList();
  }

  void shot(String name) {
    try {
      Files.createDirectories(SHOTS);
      Files.write(SHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
