package org.agegender.cli.predict;

import org.agegender.inference.AnalysisJson;
import org.agegender.inference.PictureOutcome;

/** One JSON object a line for each picture, as {@link AnalysisJson} writes it. */
public final class JsonFormat implements OutcomeFormat {

  private final AnalysisJson json;

  /**
   * @param full whether faces have their landmarks, and age and gender their distributions
   */
  public JsonFormat(boolean full) {
    this.json = new AnalysisJson(full);
  }

  @Override
  public String header() {
    return "";
  }

  @Override
  public String lines(PictureOutcome outcome) {
    String image = outcome.picture().toString();
    if (outcome instanceof PictureOutcome.Unreadable unreadable) {
      return json.unreadable(image, unreadable.error());
    }
    return json.analysed(image, ((PictureOutcome.Analysed) outcome).photo());
  }
}
