package org.agegender.server.kserve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import org.agegender.core.InvalidInputException;

/**
 * Walks through JSON without building a tree of it, and refuses what is doubtful: repeated keys,
 * deep nesting, long texts and numbers. Every complaint is an {@link InvalidInputException} that
 * says where.
 */
final class StrictJson implements AutoCloseable {

  private static final int DEEPEST = 16;
  private static final int LONGEST_TEXT = 4096;
  private static final int LONGEST_NUMBER = 40;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_TEXT)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .build();

  private final JsonParser parser;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  /** Over the first {@code length} bytes, UTF-8; other encodings are not told apart. */
  static StrictJson over(byte[] bytes, int length) {
    try {
      return new StrictJson(FACTORY.createParser(bytes, 0, length));
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  /** Goes on to the next token; an early end is refused. */
  JsonToken next() {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw refused("ends too early");
      }
      return token;
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  /** Goes on to the next token, which must be this one. */
  void next(JsonToken wanted, String where) {
    JsonToken found = next();
    if (found != wanted) {
      throw wrong(where, wanted, found);
    }
  }

  /** Goes on to the next field of an object; false at the object's end. */
  boolean nextField() {
    return next() == JsonToken.FIELD_NAME;
  }

  /** Goes on to the next element of a list, which must be of this kind; false at the list's end. */
  boolean nextElement(JsonToken wanted, String where) {
    JsonToken found = next();
    if (found == JsonToken.END_ARRAY) {
      return false;
    }
    if (found != wanted) {
      throw wrong(where, wanted, found);
    }
    return true;
  }

  /** Nothing but blanks may follow. */
  void end() {
    try {
      if (parser.nextToken() != null) {
        throw refused("goes on after its end");
      }
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  /** The name of the field the parser stands on. */
  String name() {
    try {
      return parser.currentName();
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  /** The next token's text. */
  String text(String where) {
    next(JsonToken.VALUE_STRING, where);
    try {
      return parser.getText();
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  /** The next token's truth. */
  boolean truth(String where) {
    JsonToken token = next();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw new InvalidInputException("'%s' must be true or false".formatted(where));
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** The next token as a whole number. */
  long integer(String where) {
    next(JsonToken.VALUE_NUMBER_INT, where);
    return current(where);
  }

  /** The whole number that the parser stands on. */
  long current(String where) {
    try {
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw new InvalidInputException("'%s' holds a number that is too large".formatted(where));
      }
      return parser.getLongValue();
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  /** Passes over the value that comes next, whatever it is. */
  void skip() {
    next();
    try {
      parser.skipChildren();
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  InvalidInputException wrong(String where, JsonToken wanted, JsonToken found) {
    return new InvalidInputException(
        "'%s' must be %s, found %s".formatted(where, words(wanted), words(found)));
  }

  private static String words(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      case END_ARRAY, END_OBJECT -> "an end";
      default -> "something else";
    };
  }

  private InvalidInputException refused(String what) {
    return new InvalidInputException(
        "the JSON %s (line %d, column %d)"
            .formatted(
                what,
                parser.currentLocation().getLineNr(),
                parser.currentLocation().getColumnNr()));
  }

  private static InvalidInputException refusal(IOException e) {
    if (e instanceof StreamConstraintsException) {
      return new InvalidInputException(
          "the JSON is nested too deeply, or a text or number in it is too long", e);
    }
    if (e instanceof JsonParseException parse) {
      return new InvalidInputException(
          "the JSON is malformed near line %d, column %d: %s"
              .formatted(
                  parse.getLocation().getLineNr(),
                  parse.getLocation().getColumnNr(),
                  firstLine(parse.getOriginalMessage())),
          e);
    }
    return new InvalidInputException("the JSON cannot be read", e);
  }

  /** The parser's words may quote the request: one line of printable characters, cut short. */
  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("").replaceAll("[^ -~]", "?");
    return line.length() <= 120 ? line : line.substring(0, 120) + "...";
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw refusal(e);
    }
  }
}
