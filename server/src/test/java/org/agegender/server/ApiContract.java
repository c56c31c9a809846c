package org.agegender.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Holds answers to openapi.yaml: path, method, status, content type and the schema of the body.
 * Remembers which were seen.
 */
final class ApiContract {

  private static final JsonNode API = read();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

  private ApiContract() {}

  private static JsonNode read() {
    try (InputStream in = ApiContract.class.getResourceAsStream("openapi.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code "post /v1/analyze 200"} for all that is described. */
  static Set<String> described() {
    Set<String> all = new TreeSet<>();
    API.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            method
                                .getValue()
                                .get("responses")
                                .fieldNames()
                                .forEachRemaining(
                                    status ->
                                        all.add(
                                            method.getKey()
                                                + " "
                                                + path.getKey()
                                                + " "
                                                + status))));
    return all;
  }

  /** Of what is described, what was seen since {@link #forget()}. */
  static Set<String> seen() {
    return SEEN;
  }

  static void forget() {
    SEEN.clear();
  }

  static void check(String method, String path, Answer answer) {
    String type = answer.header("Content-Type").split(";")[0];
    if (answer.status() == 404 || answer.status() == 405 || path.startsWith("/docs/")) {
      if (answer.status() >= 400) {
        assertThat(type).isEqualTo("application/json");
        validate(API.at("/components/schemas/Error"), answer);
      }
      return;
    }
    JsonNode response =
        resolved(
            API.path("paths")
                .path(path)
                .path(method.toLowerCase(java.util.Locale.ROOT))
                .path("responses")
                .path(Integer.toString(answer.status())));
    if (isPageFile(path) || method.equals("OPTIONS") || method.equals("HEAD")) {
      return;
    }
    assertThat(response.isMissingNode())
        .as("%s %s %d is described: %s", method, path, answer.status(), answer.text())
        .isFalse();
    SEEN.add(method.toLowerCase(java.util.Locale.ROOT) + " " + path + " " + answer.status());
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    assertThat(content.has(type))
        .as("%s %s %d in the type %s is described", method, path, answer.status(), type)
        .isTrue();
    if (type.equals("application/json")) {
      validate(content.get(type).get("schema"), answer);
    }
  }

  private static boolean isPageFile(String path) {
    return path.lastIndexOf('/') == 0 && path.contains(".") && !path.equals("/openapi.yaml");
  }

  private static JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isTextual() ? API.at(reference.asText().substring(1)) : node;
  }

  private static void validate(JsonNode schema, Answer answer) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", API.get("components"));
    Set<ValidationMessage> complaints = SCHEMAS.getSchema(whole).validate(answer.json());
    assertThat(complaints).as(answer.text()).isEmpty();
    assertThat(answer.text()).as("one line").doesNotContain("\n", "\r");
  }
}
