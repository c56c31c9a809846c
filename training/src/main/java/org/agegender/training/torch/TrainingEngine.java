package org.agegender.training.torch;

import static org.bytedeco.pytorch.global.torch.cuda_is_available;
import static org.bytedeco.pytorch.global.torch.globalContext;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.agegender.core.InvalidInputException;
import org.agegender.training.network.Architecture;
import org.agegender.training.network.WeightArray;
import org.agegender.training.network.WeightShapes;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * One network in training. All calls must come from the thread that created the engine: libtorch
 * keeps its number of threads and its autocast mode for each thread. The random state of a step is
 * set from the caller's seed, so that a step depends on nothing but {@link #state}, its batch and
 * that seed.
 */
public final class TrainingEngine implements AutoCloseable {

  private final Architecture architecture;
  private final EngineOptions options;
  private final StepPrecision precision;
  private final JointLoss loss;
  private final double taughtShare;
  private final Teachers teachers;
  private final AgeDecoder decoder;
  private final torch.DeviceType deviceType;
  private final Device device;
  private final TorchWeights weights;
  private final SharedWork threads;
  private final Adam adam;
  private final @Nullable WeightAverage average;

  private TrainingEngine(
      Architecture architecture,
      EngineOptions options,
      Distillation distillation,
      torch.DeviceType deviceType) {
    this.architecture = architecture;
    this.options = options;
    this.deviceType = deviceType;
    this.device = new Device(deviceType);
    this.weights = new TorchWeights(architecture, device);
    this.precision = new StepPrecision(options.precision(), deviceType);
    this.loss = new JointLoss(options.loss(), device);
    this.taughtShare = distillation.weight();
    this.teachers = new Teachers(distillation, architecture.imageSize(), precision, device);
    this.decoder = new AgeDecoder(architecture.ageCoding(), device);
    this.threads = new SharedWork(options.threads());
    OptimiserOptions optimiser = options.optimiser();
    Set<String> backbone = WeightShapes.of(architecture.backbone()).keySet();
    this.adam = new Adam(optimiser, weights, backbone, threads);
    this.average =
        optimiser.averageDecay() == 0
            ? null
            : new WeightAverage(optimiser.averageDecay(), architecture, device, weights, threads);
  }

  /** The same where only labels teach. */
  public static TrainingEngine create(
      Architecture architecture, Map<String, WeightArray> initial, EngineOptions options) {
    return create(architecture, initial, options, Distillation.NONE);
  }

  /**
   * Builds a network with the given weights and a fresh optimiser.
   *
   * @param initial every weight of the architecture
   * @param distillation who teaches besides the labels
   * @throws InvalidInputException if CUDA is asked for and the engine does not offer it
   * @throws IllegalArgumentException if a weight is missing or of another shape, or the age loss
   *     wants an age head of another kind
   */
  public static TrainingEngine create(
      Architecture architecture,
      Map<String, WeightArray> initial,
      EngineOptions options,
      Distillation distillation) {
    String wanted = options.loss().age().coding().kind();
    if (!architecture.ageCoding().kind().equals(wanted)) {
      throw new IllegalArgumentException(
          "the age loss wants ages as %s, the network gives %s"
              .formatted(wanted, architecture.summary()));
    }
    torch.DeviceType deviceType = choose(options.device());
    set_num_threads(options.threads());
    globalContext().setUserEnabledNNPACK(false);
    TrainingEngine engine = new TrainingEngine(architecture, options, distillation, deviceType);
    engine.weights.restore(initial);
    if (engine.average != null) {
      engine.average.restore(initial);
    }
    return engine;
  }

  private static torch.DeviceType choose(ComputeDevice wanted) {
    boolean cuda = wanted != ComputeDevice.CPU && cuda_is_available();
    if (wanted == ComputeDevice.CUDA && !cuda) {
      throw new InvalidInputException(
          "device: cuda was asked for and the engine offers none; build with the Maven profile 'gpu'"
              + " on a machine with an NVIDIA driver, or use cpu");
    }
    return cuda ? torch.DeviceType.CUDA : torch.DeviceType.CPU;
  }

  /** Where this engine computes: {@code cpu} or {@code cuda}. */
  public String deviceName() {
    return deviceType == torch.DeviceType.CUDA ? "cuda" : "cpu";
  }

  /**
   * One step: forward, joint loss, backward, Adam, moving average.
   *
   * @param pixels unsigned bytes {@code [N, S, S, 3]}, RGB, with S the architecture's image size
   * @param ages N class indices, 0..100
   * @param genders N class indices, 0..1
   * @param learningRate of this step, for the heads; the backbone has its factor
   * @param randomSeed what dropout and mixup of this step are drawn from
   * @return the losses before the step, those against teachers mixed in by their weight
   */
  public StepLosses step(
      ByteBuffer pixels, int[] ages, int[] genders, double learningRate, long randomSeed) {
    DropoutMask dropout = new DropoutMask(randomSeed);
    StepLosses losses;
    try (PointerScope scope = new PointerScope()) {
      Mixup mixup = Mixup.drawn(options.mixup(), randomSeed);
      Tensor input =
          mixup.pictures(
              BatchTensors.pixels(pixels, ages.length, architecture.imageSize(), device));
      Logits logits = precision.run(() -> logits(input, dropout));
      JointLoss.Terms terms = terms(logits, ages, genders);
      if (mixup.mixes()) {
        int[] otherAges = Mixup.partners(ages);
        int[] otherGenders = Mixup.partners(genders);
        terms = terms.mixed(mixup.share(), terms(logits, otherAges, otherGenders));
      }
      terms = withTeachers(terms, logits, input);
      losses = terms.values();
      terms.joint().backward();
    }
    adam.step(learningRate);
    if (average != null) {
      average.update(adam.steps());
    }
    return losses;
  }

  /**
   * Predictions and losses in evaluation mode and 32-bit floats, with the moving average of the
   * weights if one is kept; changes nothing.
   *
   * @param pixels unsigned bytes {@code [N, S, S, 3]}, RGB
   * @param ages N class indices, 0..100
   * @param genders N class indices, 0..1
   * @throws NotFiniteException if a prediction is no finite number
   */
  public EvaluatedBatch evaluate(ByteBuffer pixels, int[] ages, int[] genders) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Logits logits =
          Logits.of(
              architecture,
              BatchTensors.pixels(pixels, ages.length, architecture.imageSize(), device),
              predictingWeights());
      StepLosses losses = terms(logits, ages, genders).values();
      return EvaluatedBatch.of(
          losses, decoder.probabilities(logits.age()), logits.gender().softmax(1));
    }
  }

  /** A copy of the weights in training, trained ones and running statistics, by name. */
  public Map<String, WeightArray> weights() {
    return weights.snapshot();
  }

  /** A copy of everything that the next step depends on. */
  public EngineState state() {
    return new EngineState(
        weights.snapshot(),
        average == null ? Map.of() : average.weights().snapshot(),
        adam.firstMoments(),
        adam.secondMoments(),
        adam.steps());
  }

  /**
   * Goes on from a state.
   *
   * @throws IllegalArgumentException if it is that of another architecture, or has no averages and
   *     this engine keeps them
   */
  public void restore(EngineState state) {
    weights.restore(state.weights());
    adam.restore(state, weights);
    if (average != null) {
      average.restore(state.averages());
    }
  }

  private TorchWeights predictingWeights() {
    return average == null ? weights : average.weights();
  }

  /** Of a training step. */
  private Logits logits(Tensor input, DropoutMask dropout) {
    return Logits.ofFeatures(architecture, features(input, dropout), weights, dropout);
  }

  /** The backbone's output; a step that leaves the backbone as it is needs no gradient of it. */
  private Tensor features(Tensor input, DropoutMask dropout) {
    Tensor normalised = ForwardPass.run(architecture.input(), input, weights, dropout);
    if (adam.backboneIsFrozen()) {
      try (NoGradGuard noGrad = new NoGradGuard()) {
        return ForwardPass.run(architecture.backbone(), normalised, weights, dropout);
      }
    }
    return ForwardPass.run(architecture.backbone(), normalised, weights, dropout);
  }

  private JointLoss.Terms withTeachers(JointLoss.Terms labelled, Logits logits, Tensor input) {
    return teachers
        .of(input)
        .map(taught -> loss.towards(logits.age(), logits.gender(), taught))
        .map(towards -> labelled.mixed(1 - taughtShare, towards))
        .orElse(labelled);
  }

  private JointLoss.Terms terms(Logits logits, int[] ages, int[] genders) {
    return loss.of(
        logits.age(),
        logits.gender(),
        BatchTensors.classes(ages, device),
        BatchTensors.classes(genders, device));
  }

  @Override
  public void close() {
    threads.close();
    if (average != null) {
      average.close();
    }
    adam.close();
    decoder.close();
    teachers.close();
    loss.close();
    weights.close();
    device.close();
  }
}
