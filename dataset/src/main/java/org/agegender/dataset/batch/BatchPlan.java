package org.agegender.dataset.batch;

import java.nio.ByteBuffer;
import java.util.List;
import org.agegender.core.LabelledFace;

/**
 * Which sample goes where in one epoch.
 *
 * @param faces all samples as listed
 * @param options the options of the loader
 * @param epoch the epoch's number
 * @param order sample numbers in the order of the epoch
 */
record BatchPlan(List<LabelledFace> faces, BatchOptions options, int epoch, int[] order) {

  static BatchPlan of(List<LabelledFace> faces, BatchOptions options, int epoch) {
    int[] order =
        options.shuffle()
            ? SampleOrder.shuffled(faces.size(), options.seed(), epoch)
            : SampleOrder.asListed(faces.size());
    return new BatchPlan(faces, options, epoch, order);
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

  /** The filled batch with its labels. */
  Batch batch(int index, ByteBuffer pixels, BufferPool pool) {
    int size = sizeOf(index);
    int[] ages = new int[size];
    int[] genders = new int[size];
    for (int i = 0; i < size; i++) {
      LabelledFace face = faces.get(sample(index, i));
      ages[i] = face.age().years();
      genders[i] = face.gender().code();
    }
    return new Batch(index, options.imageSize(), ages, genders, pixels, pool);
  }
}
