package org.agegender.training.network;

import java.util.List;
import java.util.stream.Collectors;
import org.agegender.core.InvalidInputException;

/** The networks by name. */
public final class Networks {

  private static final List<Network> ALL =
      List.of(
          new Tutorial(),
          new MobileFaceNet(),
          ResNet.resnet18(),
          ResNet.resnet34(),
          ResNet.resnet50(),
          new MobileNetV3Large(),
          new EfficientNetB0(),
          Vgg16.plain(),
          Vgg16.withBatchNorm());

  private Networks() {}

  /** All networks, in the order of the documentation. */
  public static List<Network> all() {
    return ALL;
  }

  /** The names of all networks, separated by commas. */
  public static String names() {
    return ALL.stream().map(Network::name).collect(Collectors.joining(", "));
  }

  /**
   * The network of this name.
   *
   * @throws InvalidInputException if there is none
   */
  public static Network named(String name) {
    return ALL.stream()
        .filter(network -> network.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "network: there is none called '%s'; choose one of %s"
                        .formatted(name, names())));
  }
}
