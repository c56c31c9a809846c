package org.agegender.server.kserve;

import java.util.Optional;
import java.util.stream.Stream;
import org.agegender.core.Age;
import org.agegender.core.Gender;

/** The tensors that the model gives, as its file names them. */
public enum Output {
  /** Expected value of the ages, in years. */
  AGE("age", "FP32", 0),
  /** The most likely age. */
  AGE_CLASS("age_class", "INT64", 0),
  /** A probability for each age from 0 to 100. */
  AGE_PROB("age_prob", "FP32", Age.CLASSES),
  /** The more likely gender: 0 female, 1 male. */
  GENDER_CLASS("gender_class", "INT64", 0),
  /** Female, male. */
  GENDER_PROB("gender_prob", "FP32", Gender.CLASSES);

  private final String tensor;
  private final String datatype;
  private final int width;

  Output(String tensor, String datatype, int width) {
    this.tensor = tensor;
    this.datatype = datatype;
    this.width = width;
  }

  /** The tensor's name. */
  public String tensor() {
    return tensor;
  }

  /** {@code FP32} or {@code INT64}. */
  public String datatype() {
    return datatype;
  }

  /** Numbers for each face in a second dimension; 0 if there is only the first. */
  int width() {
    return width;
  }

  /** The tensor of this name. */
  static Optional<Output> named(String name) {
    return Stream.of(values()).filter(output -> output.tensor.equals(name)).findAny();
  }

  /** All names, for messages. */
  static String names() {
    return String.join(", ", Stream.of(values()).map(Output::tensor).toList());
  }
}
