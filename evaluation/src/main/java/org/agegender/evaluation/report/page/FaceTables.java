package org.agegender.evaluation.report.page;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.agegender.core.LabelledFace;
import org.agegender.core.metrics.JudgedFace;

/** What the page tells of single faces: tables of ages, and the faces shown. */
final class FaceTables {

  private final Function<LabelledFace, Path> pictures;
  private final Thumbnails thumbnails;

  FaceTables(Function<LabelledFace, Path> pictures, Thumbnails thumbnails) {
    this.pictures = pictures;
    this.thumbnails = thumbnails;
  }

  Map<String, Object> of(List<JudgedFace> faces) {
    Gallery gallery = Gallery.of(faces);
    List<JudgedFace> dated = faces.stream().filter(JudgedFace::hasYear).toList();
    return Map.of(
        "faces",
        Map.of(
            "bands", Rows.of(AgeSpans.bands(dated)),
            "ages", Rows.of(AgeSpans.counts(dated)),
            "dated", dated.size(),
            "drawn", ChartData.drawn(dated).size()),
        "bins",
        BinMatrix.of(faces).map(BinMatrix::rows).orElse(List.of()),
        "worst",
        shown(gallery.worst()),
        "best",
        shown(gallery.best()),
        "wrongGender",
        shown(gallery.wrongGender()));
  }

  private List<Map<String, Object>> shown(List<JudgedFace> faces) {
    return faces.stream().map(this::shown).toList();
  }

  private Map<String, Object> shown(JudgedFace face) {
    Map<String, Object> shown = new HashMap<>();
    int low = face.face().range().low();
    int high = face.face().range().high();
    shown.put("filename", face.face().filename());
    shown.put("age", low == high ? String.valueOf(low) : low + "-" + high);
    shown.put("predictedAge", face.prediction().years());
    face.face().gender().ifPresent(gender -> shown.put("gender", gender.label()));
    shown.put("predictedGender", face.prediction().gender().label());
    shown.put("genderProbability", face.prediction().genderProbability());
    thumbnails.of(pictures.apply(face.face())).ifPresent(data -> shown.put("picture", data));
    return shown;
  }
}
