package org.agegender.training.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agegender.core.Age;
import org.agegender.core.Gender;
import org.agegender.training.network.Architecture;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** The networks of a {@link Distillation}, in evaluation mode. Owns their tensors. */
final class Teachers implements AutoCloseable {

  private final StepPrecision precision;
  private final Device device;
  private final List<Teacher> teachers = new ArrayList<>();

  /**
   * @param imageSize side of the student's input in pixels
   * @param precision of their passes
   * @throws IllegalArgumentException if a teacher lacks a weight
   */
  Teachers(Distillation distillation, int imageSize, StepPrecision precision, Device device) {
    this.precision = precision;
    this.device = device;
    for (Distillation.Teacher teacher : distillation.teachers()) {
      Architecture architecture = teacher.architecture();
      TorchWeights weights = new TorchWeights(architecture, device);
      weights.restore(teacher.weights());
      teachers.add(
          new Teacher(
              architecture,
              weights,
              new AgeDecoder(architecture.ageCoding(), device),
              new PictureResizing(imageSize, architecture.imageSize(), device)));
    }
  }

  /**
   * The mean of what they tell, in the caller's scope; empty without teachers.
   *
   * @param input {@code [N, 3, S, S]}, pixels 0..255 as floats
   */
  Optional<TaughtLabels> of(Tensor input) {
    if (teachers.isEmpty()) {
      return Optional.empty();
    }
    try (NoGradGuard noGrad = new NoGradGuard()) {
      Tensor ages = empty(input.size(0), Age.CLASSES).zero_();
      Tensor genders = empty(input.size(0), Gender.values().length).zero_();
      for (Teacher teacher : teachers) {
        // What lies between a teacher's layers goes before the next one begins.
        try (PointerScope passing = new PointerScope();
            Scalar share = new Scalar(1.0 / teachers.size())) {
          Tensor seen = teacher.resizing.of(input);
          Logits logits = precision.run(() -> teacher.logits(seen));
          ages.add_(teacher.decoder.probabilities(logits.age()), share);
          genders.add_(logits.gender().softmax(1), share);
        }
      }
      return Optional.of(new TaughtLabels(ages, genders));
    }
  }

  private Tensor empty(long... sizes) {
    TensorOptions floats = new TensorOptions(torch.ScalarType.Float);
    return torch
        .empty(sizes, floats, new MemoryFormatOptional())
        .to(device, torch.ScalarType.Float);
  }

  @Override
  public void close() {
    teachers.forEach(Teacher::close);
  }

  private record Teacher(
      Architecture architecture, TorchWeights weights, AgeDecoder decoder, PictureResizing resizing)
      implements AutoCloseable {

    Logits logits(Tensor input) {
      return Logits.of(architecture, input, weights);
    }

    @Override
    public void close() {
      resizing.close();
      decoder.close();
      weights.close();
    }
  }
}
