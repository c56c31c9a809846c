package org.agegender.evaluation.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.agegender.core.LabelledFace;
import org.agegender.core.metrics.JudgedFace;
import org.agegender.vision.PictureLimits;

/**
 * Writes the page {@code report.html} from the content of {@code report.json}, so that the figures
 * of the two are the same, and from the faces themselves. The same input gives the same bytes.
 *
 * <p>All texts from data are escaped, and the page's own policy forbids the browser to run anything
 * but the drawing of the charts, and to fetch anything at all.
 */
public final class ReportPage {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Configuration TEMPLATES = templates();

  private ReportPage() {}

  /**
   * Writes a page.
   *
   * @param report the content of {@code report.json}
   * @param faces those that the figures are of
   * @param pictures where the picture of a face is; those that cannot be read are left out
   * @param limits how large pictures may be
   * @return an HTML document
   */
  public static String of(
      String report,
      List<JudgedFace> faces,
      Function<LabelledFace, Path> pictures,
      PictureLimits limits) {
    try {
      ObjectNode tree = MAPPER.readValue(report, ObjectNode.class);
      Embedded embedded = new Embedded();
      Map<String, Object> model = new HashMap<>(FigureTables.of(tree));
      model.putAll(new FaceTables(pictures, new Thumbnails(limits)).of(faces));
      model.put("report", MAPPER.convertValue(tree, Map.class));
      model.put("facts", Rows.of(Facts.of(tree)));
      model.put("data", ChartData.of(tree, faces));
      model.put("style", embedded.style());
      model.put("charts", embedded.charts());
      model.put("script", embedded.script());
      model.put("licences", embedded.licences());
      model.put("policy", embedded.policy());
      StringWriter page = new StringWriter();
      TEMPLATES.getTemplate("report.ftlh").process(model, page);
      return page.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a report must be one JSON object", e);
    } catch (TemplateException e) {
      throw new IllegalStateException("the page cannot be made of this report", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Configuration templates() {
    Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
    templates.setClassForTemplateLoading(ReportPage.class, "");
    templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
    templates.setLocale(Locale.ROOT);
    templates.setOutputFormat(HTMLOutputFormat.INSTANCE);
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    templates.setLogTemplateExceptions(false);
    return templates;
  }
}
