package org.agegender.server;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.agegender.server.metrics.ServiceMetrics;

/** The routes: which path does what, and what comes before each. */
final class HttpSetup {

  private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/%s/%s";
  private static final String SWAGGER_UI_VERSION =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private final FaceServer server;
  private final ServerOptions options;
  private final ServerSocketChannel socket;

  HttpSetup(FaceServer server, ServerOptions options, ServerSocketChannel socket) {
    this.server = server;
    this.options = options;
    this.socket = socket;
  }

  void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.defaultContentType = JsonAnswer.TYPE;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.router.ignoreTrailingSlashes = false;
    config.router.javaLangErrorHandler(ProblemAnswers::answer);
    new JettySetup(server, options, socket).configure(config.jetty);
    routes(config.routes);
    ProblemAnswers.register(config.routes);
  }

  private void routes(RoutesConfig routes) {
    routes.before(ctx -> SecurityHeaders.addTo(ctx::header));
    routes.before(new CrossOrigin(options.access().origins())::check);
    handlers()
        .forEach(
            (route, handler) ->
                routes.addHttpHandler(
                    HandlerType.findOrCreate(route.method()),
                    route.path(),
                    route.needsKey() ? keyed(handler) : handler));
    StaticFiles.folder("web").forEach((name, file) -> routes.get("/" + name, file));
    StaticFiles.folder("docs").forEach((name, file) -> routes.get("/docs/" + name, file));
    swaggerUi(routes);
    routes.after(UnreadBody::check);
  }

  /** The check is bound to the handler, however a path may be written that leads to it. */
  private Handler keyed(Handler handler) {
    KeyCheck check = new KeyCheck(options.access().keys());
    return ctx -> {
      check.check(ctx);
      handler.handle(ctx);
    };
  }

  private Map<Route, Handler> handlers() {
    AnalyzeHandler analyze =
        new AnalyzeHandler(
            server.analyzer(), server.pool(), options.limits(), server.budget(), server.metrics());
    ModelHandlers model = new ModelHandlers(options, server.analyzer());
    HealthHandlers health = new HealthHandlers(server::isStopping);
    Map<Route, Handler> handlers = new EnumMap<>(Route.class);
    handlers.put(Route.PAGE, StaticFiles.resource("web/index.html"));
    handlers.put(Route.ANALYZE, analyze::handle);
    handlers.put(Route.MODEL, model::about);
    handlers.put(Route.V2, model::server);
    handlers.put(Route.V2_LIVE, health::live);
    handlers.put(Route.V2_READY, health::ready);
    handlers.put(Route.V2_MODEL, model::model);
    handlers.put(Route.V2_MODEL_READY, health::modelReady);
    handlers.put(
        Route.V2_INFER, new InferHandler(server.batcher(), options, server.budget())::handle);
    handlers.put(Route.LIVE, health::live);
    handlers.put(Route.READY, health::ready);
    handlers.put(Route.METRICS, this::metrics);
    handlers.put(Route.OPENAPI, StaticFiles.resource("openapi.yaml"));
    handlers.put(Route.DOCS, StaticFiles.resource("docs/index.html"));
    return handlers;
  }

  private void metrics(Context ctx) {
    ctx.contentType(ServiceMetrics.CONTENT_TYPE).result(server.metrics().text());
  }

  private static void swaggerUi(RoutesConfig routes) {
    Properties properties = new Properties();
    try (InputStream in = HttpSetup.class.getResourceAsStream(SWAGGER_UI_VERSION)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the version of Swagger UI cannot be read", e);
    }
    for (String name : new String[] {"swagger-ui.css", "swagger-ui-bundle.js"}) {
      String path = SWAGGER_UI.formatted(properties.getProperty("version"), name);
      routes.get("/docs/" + name, StaticFiles.resource(path));
    }
  }
}
