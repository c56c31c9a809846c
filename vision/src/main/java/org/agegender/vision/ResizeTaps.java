package org.agegender.vision;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which source samples make up each target sample along one axis, and with what weights: a triangle
 * filter over half-pixel centres that widens with the scale when shrinking; samples beyond the edge
 * are left out and the other weights scaled to a sum of 1.
 *
 * @param first for each target sample the first source sample
 * @param counts for each target sample how many source samples count
 * @param stride room for each target sample in {@code weights}
 * @param weights of target sample {@code t} from {@code t * stride}
 */
record ResizeTaps(int[] first, int[] counts, int stride, float[] weights) {

  /** A server meets photographs of many sizes: the cache is emptied when it holds this many. */
  private static final int CACHED = 512;

  private static final Map<Long, ResizeTaps> CACHE = new ConcurrentHashMap<>();

  static ResizeTaps of(int from, int to) {
    long key = (long) from << 32 | to;
    ResizeTaps cached = CACHE.get(key);
    if (cached == null) {
      if (CACHE.size() >= CACHED) {
        CACHE.clear();
      }
      cached = compute(from, to);
      CACHE.put(key, cached);
    }
    return cached;
  }

  private static ResizeTaps compute(int from, int to) {
    double scale = (double) from / to;
    double support = Math.max(1, scale);
    int stride = (int) Math.ceil(support) * 2 + 1;
    int[] first = new int[to];
    int[] counts = new int[to];
    float[] weights = new float[Math.multiplyExact(to, stride)];
    double[] raw = new double[stride];
    for (int t = 0; t < to; t++) {
      double centre = (t + 0.5) * scale;
      int low = Math.max(0, (int) (centre - support + 0.5));
      int high = Math.min(from, (int) (centre + support + 0.5));
      double sum = 0;
      for (int s = low; s < high; s++) {
        raw[s - low] = Math.max(0, 1 - Math.abs(s + 0.5 - centre) / support);
        sum += raw[s - low];
      }
      for (int i = 0; i < high - low; i++) {
        weights[t * stride + i] = (float) (raw[i] / sum);
      }
      first[t] = low;
      counts[t] = high - low;
    }
    return new ResizeTaps(first, counts, stride, weights);
  }
}
