package org.agegender.training.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agegender.core.Age;
import org.agegender.training.network.AgeCoding;
import org.agegender.training.network.WeightArray;
import org.agegender.training.onnx.proto.AttributeProto;

/**
 * The nodes from the outputs of the age head to the probability of each age. Visiting a coding
 * gives a function that appends them and names the probabilities.
 */
final class AgeNodes implements AgeCoding.Visitor<UnaryOperator<String>> {

  private static final AttributeProto PER_FACE = GraphBuilder.attribute("axis", 1);

  private final GraphBuilder graph;
  private final String name;

  /**
   * @param name what the probabilities shall be called
   */
  AgeNodes(GraphBuilder graph, String name) {
    this.graph = graph;
    this.name = name;
  }

  @Override
  public UnaryOperator<String> visit(AgeCoding.Classes coding) {
    return logits -> graph.node("Softmax", name, List.of(logits), PER_FACE);
  }

  @Override
  public UnaryOperator<String> visit(AgeCoding.Ranks coding) {
    return logits -> {
      String unsorted = graph.node("Sigmoid", "unsorted_above", List.of(logits));
      String count = graph.constant("rank_count", coding.outputs());
      String above = graph.sorted("above", unsorted, count);
      String from = pad(above, "from", 1, 1, 0);
      String until = pad(above, "until", 0, 0, 1);
      return graph.node("Sub", name, List.of(from, until));
    };
  }

  /** One more column of the same value before or behind. */
  private String pad(String input, String output, float value, long before, long behind) {
    String columns = graph.constant(output + "_columns", 0, before, 0, behind);
    String filling = graph.constant(output + "_filling", List.of(), value);
    return graph.node("Pad", output, List.of(input, columns, filling));
  }

  @Override
  public UnaryOperator<String> visit(AgeCoding.Value coding) {
    return output -> {
      String unit = scalar("decade", AgeCoding.Value.UNIT);
      String usual = scalar("usual_age", AgeCoding.USUAL_AGE);
      String scaled = graph.node("Mul", "years_from_usual", List.of(output, unit));
      String unbounded = graph.node("Add", "unbounded_years", List.of(scaled, usual));
      String number =
          graph.node(
              "Clip",
              "number_of_years",
              List.of(unbounded, scalar("youngest", 0), scalar("oldest", Age.MAX)));
      String ages = graph.constant("each_age", List.of((long) Age.CLASSES), years());
      String differences = graph.node("Sub", "differences", List.of(ages, number));
      String distances = graph.node("Abs", "distances", List.of(differences));
      String nearness = graph.node("Sub", "nearness", List.of(scalar("one", 1), distances));
      String neighbours = graph.node("Relu", "neighbours", List.of(nearness));
      return graph.node("MatMul", name, List.of(neighbours, distributions(coding)));
    };
  }

  private String distributions(AgeCoding.Value coding) {
    WeightArray rows = coding.distributions();
    List<Long> shape = Arrays.stream(rows.shape()).boxed().toList();
    return graph.constant("distributions", shape, rows.values());
  }

  private String scalar(String constant, double value) {
    return graph.constant(constant, List.of(), (float) value);
  }

  /** The ages 0 to 100. */
  static float[] years() {
    float[] years = new float[Age.CLASSES];
    for (int age = 0; age < years.length; age++) {
      years[age] = age;
    }
    return years;
  }
}
