package org.agegender.cli;

import org.agegender.cli.console.Console;
import org.agegender.core.CropGeometry;
import org.agegender.core.ModelMetadata;
import org.agegender.dataset.PreparedSet;

/** Tells where a set's faces were cropped otherwise than those a model learnt from. */
final class CropWarning {

  private CropWarning() {}

  static void say(Console console, PreparedSet set, ModelMetadata model) {
    CropGeometry found = set.cropGeometry();
    CropGeometry learnt = model.cropGeometry();
    if (!found.showsSameAs(learnt)) {
      console.say(
          ("agegender: warning: %s: the set's faces were cropped by '%s', those the model was"
                  + " trained on by '%s'; its answers count for less here; prepare the set as the"
                  + " model's was")
              .formatted(set.folder(), found.text(), learnt.text()));
    }
  }
}
