package org.agegender.server;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agegender.core.Calibration;
import org.agegender.core.ModelMetadata;
import org.agegender.core.ToolVersion;
import org.agegender.inference.PhotoAnalyzer;
import org.agegender.server.kserve.ModelDescription;

/** What the service says of itself and of its model. */
final class ModelHandlers {

  /** The name under which the network is served. */
  static final String MODEL = "agegender";

  private final ServerOptions options;
  private final PhotoAnalyzer analyzer;

  ModelHandlers(ServerOptions options, PhotoAnalyzer analyzer) {
    this.options = options;
    this.analyzer = analyzer;
  }

  /** {@code GET /v1/model}: what the page and the curious need to know. */
  void about(Context ctx) {
    ModelMetadata model = analyzer.metadata();
    Map<String, Object> limits = new LinkedHashMap<>();
    limits.put("body_bytes", options.limits().maxBodyBytes());
    limits.put("picture_pixels", options.analysis().pictures().limits().maxPixels());
    limits.put("faces", options.analysis().pictures().maxFaces());
    limits.put("pictures", options.limits().maxPictures());
    limits.put("seconds", options.limits().requestTime().toMillis() / 1e3);
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("network", model.network());
    about.put("image_size", model.imageSize());
    about.put("crop_geometry", model.cropGeometry().text());
    about.put("detector", analyzer.detectorName());
    about.put("data_set", model.data().name());
    about.put("data_licence", model.data().licence());
    about.put("metrics", model.metrics());
    about.put("trained_with", model.toolVersion());
    about.put("served_with", ToolVersion.current());
    model.calibration().ifPresent(found -> about.put("calibration", calibration(found.fittedOn())));
    about.put("limits", limits);
    JsonAnswer.of(ctx, about);
  }

  private static Map<String, Object> calibration(Calibration.FittedOn faces) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("data_set", faces.dataSet());
    node.put("data_hash", faces.dataHash());
    node.put("part", faces.part());
    node.put("faces", faces.faces());
    return node;
  }

  /** {@code GET /v2}. */
  void server(Context ctx) {
    JsonAnswer.of(ctx, ModelDescription.server(ToolVersion.current()));
  }

  /** {@code GET /v2/models/agegender}. */
  void model(Context ctx) {
    JsonAnswer.of(ctx, ModelDescription.model(MODEL));
  }
}
