package org.agegender.evaluation.noise;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.agegender.core.AtomicFile;
import org.agegender.core.Gender;
import org.agegender.core.LabelledFace;
import org.agegender.core.Prediction;
import org.agegender.dataset.PreparedSet;
import org.agegender.vision.Picture;
import org.agegender.vision.PictureDecoder;
import org.agegender.vision.UnreadablePictureException;

/**
 * Suspected labels with their pictures as one HTML file that needs no other, no script and no
 * network. Every text of the data set is escaped.
 */
public final class SuspectsPage {

  private static final int SIDE = 128;
  private static final int QUALITY = 85;

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
      <title>Suspected labels</title>
      <style>
      :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
      body { margin: 2rem auto; max-width: 84rem; padding: 0 1rem; }
      ol { list-style: none; padding: 0; display: grid; gap: 1rem;
        grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); }
      li { display: flex; gap: .8rem; border: 1px solid #8886; border-radius: 6px; padding: .6rem;
        break-inside: avoid; min-width: 0; }
      img, .none { width: 128px; height: 128px; flex: none; border-radius: 4px; }
      .none { display: grid; place-items: center; background: #8883; }
      dl { margin: 0; min-width: 0; }
      dt { float: left; clear: left; width: 3.6rem; color: #777; }
      dd { margin: 0 0 0 3.8rem; overflow-wrap: anywhere; }
      .off { font-weight: 600; }
      </style>
      </head>
      <body>
      """;

  private final PreparedSet set;
  private final PictureDecoder decoder;

  private SuspectsPage(PreparedSet set, PictureDecoder decoder) {
    this.set = set;
    this.decoder = decoder;
  }

  /**
   * Writes the page, whole or not at all.
   *
   * @param set that the suspects are from; a picture that cannot be read any more is left blank
   * @param about what was judged and by which model, in one sentence
   * @throws IOException if it cannot be written
   */
  public static void write(
      Path file, List<Suspect> suspects, PreparedSet set, PictureDecoder decoder, String about)
      throws IOException {
    SuspectsPage page = new SuspectsPage(set, decoder);
    AtomicFile.write(
        file,
        out -> {
          // Not closed: the stream is the caller's.
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          page.write(text, suspects, about);
          text.flush();
        });
  }

  private void write(Writer out, List<Suspect> suspects, String about) throws IOException {
    out.write(HEAD);
    out.write("<h1>Suspected labels</h1>\n<p>%s</p>\n".formatted(escape(about)));
    out.write(
        "<p>Score 3 means that the model gives the label a chance of one in a thousand. A model"
            + " errs too: look before you leave a picture out.</p>\n<ol>\n");
    for (Suspect suspect : suspects) {
      write(out, suspect);
    }
    out.write("</ol>\n</body>\n</html>\n");
  }

  private void write(Writer out, Suspect suspect) throws IOException {
    LabelledFace label = suspect.face().label();
    Prediction prediction = suspect.face().prediction();
    Suspect.Reason reason = suspect.reason();
    out.write("<li>" + picture(label) + "<dl>");
    out.write(entry("score", text("%.2f, %s", suspect.score(), reason.words()), false));
    out.write(
        entry(
            "age",
            text(
                "labelled %s, predicted %.0f (%d\u2013%d)",
                SuspectsTable.age(label),
                prediction.years(),
                suspect.interval().low(),
                suspect.interval().high()),
            reason != Suspect.Reason.GENDER));
    out.write(
        entry(
            "gender",
            text(
                "labelled %s, predicted %s (%.1f %%)",
                label.gender().map(Gender::label).orElse("unknown"),
                prediction.gender().label(),
                100 * prediction.genderProbability()),
            reason != Suspect.Reason.AGE));
    out.write(entry("source", label.source(), false));
    out.write(entry("file", label.filename(), false));
    out.write(entry("part", suspect.face().part().label(), false));
    out.write("</dl></li>\n");
  }

  private static String entry(String name, String value, boolean off) {
    return "<dt>%s</dt><dd%s>%s</dd>".formatted(name, off ? " class=\"off\"" : "", escape(value));
  }

  private String picture(LabelledFace label) {
    try (Picture picture = decoder.decode(set.picture(label));
        Picture small = picture.resize(SIDE, SIDE)) {
      String data = Base64.getEncoder().encodeToString(small.toJpeg(QUALITY));
      return text(
          "<img alt=\"\" width=\"%d\" height=\"%d\" src=\"data:image/jpeg;base64,%s\">",
          SIDE, SIDE, data);
    } catch (UnreadablePictureException e) {
      return "<span class=\"none\">unreadable</span>";
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
