package org.agegender.dataset.batch;

import java.nio.ByteBuffer;
import java.util.List;
import org.agegender.core.InvalidInputException;
import org.agegender.core.LabelledFace;

/**
 * Which sample goes where in one epoch.
 *
 * @param faces all samples as listed
 * @param options the options of the loader
 * @param epoch the epoch's number
 * @param order sample numbers in the order of the epoch
 * @param earlier how often the sample at each place stood at places before it
 */
record BatchPlan(
    List<LabelledFace> faces, BatchOptions options, int epoch, int[] order, int[] earlier) {

  static BatchPlan of(List<LabelledFace> faces, BatchOptions options, int epoch) {
    int[] order = order(faces, options, epoch);
    int[] seen = new int[faces.size()];
    int[] earlier = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      earlier[place] = seen[order[place]]++;
    }
    return new BatchPlan(faces, options, epoch, order, earlier);
  }

  private static int[] order(List<LabelledFace> faces, BatchOptions options, int epoch) {
    if (!options.shuffle()) {
      return SampleOrder.asListed(faces.size());
    }
    return options.balance() == AgeBalance.NONE
        ? SampleOrder.shuffled(faces.size(), options.seed(), epoch)
        : SampleOrder.balanced(options.balance().weights(faces), options.seed(), epoch);
  }

  static int batches(int samples, int batchSize) {
    return (samples + batchSize - 1) / batchSize;
  }

  int batches() {
    return batches(order.length, options.batchSize());
  }

  int sizeOf(int batch) {
    return Math.min(options.batchSize(), order.length - batch * options.batchSize());
  }

  int pictureBytes() {
    return options.pictureBytes();
  }

  /** The number of the sample at a place in a batch. */
  int sample(int batch, int place) {
    return order[batch * options.batchSize() + place];
  }

  /**
   * What the changes of the picture at a place in a batch are drawn from: a number of its own, also
   * when the sample is shown more than once.
   */
  long draw(int batch, int place) {
    int at = batch * options.batchSize() + place;
    return order[at] + (long) earlier[at] * faces.size();
  }

  /** The filled batch with its labels. */
  Batch batch(int index, ByteBuffer pixels, BufferPool pool) {
    int size = sizeOf(index);
    int[] ages = new int[size];
    int[] genders = new int[size];
    for (int i = 0; i < size; i++) {
      LabelledFace face = faces.get(sample(index, i));
      ages[i] = face.age().years();
      genders[i] =
          face.gender()
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          face.filename() + ": a face to train on must have a gender, found none"))
              .code();
    }
    return new Batch(index, options.imageSize(), ages, genders, pixels, pool);
  }
}
