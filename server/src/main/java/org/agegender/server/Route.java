package org.agegender.server;

import java.util.Optional;
import java.util.stream.Stream;

/** All that the service answers, but for the files of the page and of the documentation. */
enum Route {
  PAGE("GET", "/", false),
  ANALYZE("POST", "/v1/analyze", true),
  MODEL("GET", "/v1/model", true),
  V2("GET", "/v2", true),
  V2_LIVE("GET", "/v2/health/live", false),
  V2_READY("GET", "/v2/health/ready", false),
  V2_MODEL("GET", "/v2/models/agegender", true),
  V2_MODEL_READY("GET", "/v2/models/agegender/ready", false),
  V2_INFER("POST", "/v2/models/agegender/infer", true),
  LIVE("GET", "/health/live", false),
  READY("GET", "/health/ready", false),
  METRICS("GET", "/metrics", true),
  OPENAPI("GET", "/openapi.yaml", false),
  DOCS("GET", "/docs", false);

  private final String method;
  private final String path;
  private final boolean needsKey;

  Route(String method, String path, boolean needsKey) {
    this.method = method;
    this.path = path;
    this.needsKey = needsKey;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  /** Whether a key is demanded where the service has keys. */
  boolean needsKey() {
    return needsKey;
  }

  static Optional<Route> of(String path) {
    return Stream.of(values()).filter(route -> route.path.equals(path)).findAny();
  }
}
