package org.agegender.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came back. */
record Answer(int status, HttpHeaders headers, byte[] body) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  Answer(HttpResponse<byte[]> response) {
    this(response.statusCode(), response.headers(), response.body());
  }

  /** An answer as it came over the wire, the last on its connection. */
  static Answer ofWire(String text) {
    int end = text.indexOf("\r\n\r\n");
    String[] head = text.substring(0, end).split("\r\n");
    Map<String, List<String>> headers =
        Stream.of(head)
            .skip(1)
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1])));
    return new Answer(
        Integer.parseInt(head[0].split(" ")[1]),
        HttpHeaders.of(headers, (name, value) -> true),
        text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  JsonNode json() {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(text(), e);
    }
  }

  String error() {
    return json().path("error").asText();
  }
}
