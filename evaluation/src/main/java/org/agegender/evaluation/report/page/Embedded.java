package org.agegender.evaluation.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.agegender.core.Sha256;

/**
 * What stands within each page: style, drawing, and the chart library with its licences. The page's
 * policy lets the browser run and apply these very texts and fetch nothing.
 */
final class Embedded {

  private static final List<String> LICENCES =
      List.of(
          "echarts/NOTICE", "echarts/LICENSE", "echarts/licenses/LICENSE-d3", "zrender/LICENSE");

  private final String style = text("report.css");
  private final String charts = text("echarts/dist/echarts.common.min.js");
  private final String script = text("report.js");

  String style() {
    return style;
  }

  /** Apache ECharts, which begins with its licence notice. */
  String charts() {
    return charts;
  }

  /** What draws this page's charts. */
  String script() {
    return script;
  }

  /** The notices that the licences of the chart library ask to be handed on. */
  String licences() {
    StringBuilder all = new StringBuilder();
    LICENCES.forEach(name -> all.append(text(name).strip()).append("\n\n"));
    return all.toString().strip();
  }

  /**
   * The Content-Security-Policy. Attributes {@code style} are allowed, as the chart library sets
   * them on what it draws; they can fetch nothing.
   */
  String policy() {
    return "default-src 'none'; img-src data:; style-src-elem %s; style-src-attr 'unsafe-inline'; "
            .formatted(hash(style))
        + "script-src %s %s; base-uri 'none'; form-action 'none'"
            .formatted(hash(charts), hash(script));
  }

  private static String hash(String text) {
    byte[] digest = Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  /** Lines end as HTML has them, so that the browser hashes what is hashed here. */
  private static String text(String name) {
    try (InputStream in = Embedded.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource %s is not in the jar".formatted(name));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
