package org.agegender.server.kserve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agegender.core.RgbImage;

/** What the protocol's model and server metadata say, as maps to be written as JSON. */
public final class ModelDescription {

  private static final long ANY = -1;

  private ModelDescription() {}

  /**
   * The inputs and outputs of the model.
   *
   * @param model the name under which it is served
   */
  public static Map<String, Object> model(String model) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", model);
    description.put("platform", "onnx_onnxv1");
    description.put(
        "inputs",
        List.of(
            tensor(
                InferRequestReader.INPUT,
                InferRequestReader.DATATYPE,
                List.of(ANY, ANY, ANY, (long) RgbImage.CHANNELS))));
    description.put(
        "outputs",
        Stream.of(Output.values())
            .map(output -> tensor(output.tensor(), output.datatype(), shape(output)))
            .toList());
    return description;
  }

  private static List<Long> shape(Output output) {
    return output.width() == 0 ? List.of(ANY) : List.of(ANY, (long) output.width());
  }

  private static Map<String, Object> tensor(String name, String datatype, List<Long> shape) {
    Map<String, Object> tensor = new LinkedHashMap<>();
    tensor.put("name", name);
    tensor.put("datatype", datatype);
    tensor.put("shape", shape);
    return tensor;
  }

  /**
   * The server and the extensions it knows.
   *
   * @param version of this software
   */
  public static Map<String, Object> server(String version) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", "agegender");
    description.put("version", version);
    description.put("extensions", List.of("binary_tensor_data"));
    return description;
  }
}
