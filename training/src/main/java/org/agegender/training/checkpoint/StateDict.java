package org.agegender.training.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.agegender.training.checkpoint.TorchValue.Dictionary;
import org.agegender.training.checkpoint.TorchValue.Storage;
import org.agegender.training.checkpoint.TorchValue.Tensor;
import org.agegender.training.checkpoint.TorchValue.Text;
import org.agegender.training.network.WeightArray;
import org.jspecify.annotations.Nullable;

/** The tensors of a pickled dictionary, and their values once the storages are at hand. */
final class StateDict {

  /** Under these names training scripts keep the state dict beside other things. */
  private static final List<String> WRAPPERS = List.of("state_dict", "model_state_dict", "model");

  /** Gives the bytes of a storage. */
  interface Storages {

    /**
     * All values of a storage, little endian.
     *
     * @throws MalformedPickleException if the file does not hold that many
     */
    ByteBuffer bytes(Storage storage) throws MalformedPickleException, IOException;
  }

  private final Map<String, Tensor> tensors;

  private StateDict(Map<String, Tensor> tensors) {
    this.tensors = tensors;
  }

  /**
   * The tensors in a dictionary, or in the state dict inside it.
   *
   * @throws MalformedPickleException if there are none
   */
  static StateDict of(TorchValue value) throws MalformedPickleException {
    Map<String, Tensor> direct = tensorsIn(value);
    if (direct.isEmpty() && value instanceof Dictionary outer) {
      for (String wrapper : WRAPPERS) {
        Map<String, Tensor> inner = tensorsIn(outer.values().get(new Text(wrapper)));
        if (!inner.isEmpty()) {
          return new StateDict(inner);
        }
      }
    }
    if (direct.isEmpty()) {
      throw new MalformedPickleException("it holds no tensors by name");
    }
    return new StateDict(direct);
  }

  private static Map<String, Tensor> tensorsIn(@Nullable TorchValue value) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    if (value instanceof Dictionary dictionary) {
      dictionary
          .values()
          .forEach(
              (key, entry) -> {
                if (key instanceof Text name && entry instanceof Tensor tensor) {
                  tensors.put(name.value(), tensor);
                }
              });
    }
    return tensors;
  }

  /**
   * The storages of all tensors by their keys.
   *
   * @throws MalformedPickleException if two of one key differ
   */
  Map<String, Storage> storages() throws MalformedPickleException {
    Map<String, Storage> storages = new HashMap<>();
    for (Tensor tensor : tensors.values()) {
      Storage storage = tensor.storage();
      Storage before = storages.putIfAbsent(storage.key(), storage);
      if (before != null && !before.equals(storage)) {
        throw new MalformedPickleException(
            "it describes storage %s in two ways".formatted(storage.key()));
      }
    }
    return storages;
  }

  /**
   * The values of all tensors of real numbers; counts are left out.
   *
   * @param most how many values there may be in all tensors together: views can share a storage, so
   *     the size of the file alone does not say
   * @throws MalformedPickleException if there are more, or a tensor reaches out of its storage
   */
  Map<String, WeightArray> read(Storages source, long most)
      throws MalformedPickleException, IOException {
    long total = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      total += count(entry.getKey(), entry.getValue(), most);
      if (total > most) {
        throw new MalformedPickleException("its tensors claim more values than the file can hold");
      }
    }
    Map<String, List<String>> names = new HashMap<>();
    tensors.forEach(
        (name, tensor) ->
            names.computeIfAbsent(tensor.storage().key(), key -> new ArrayList<>()).add(name));
    Map<String, WeightArray> arrays = new HashMap<>();
    for (Storage storage : storages().values()) {
      if (storage.type().real()) {
        ByteBuffer bytes = source.bytes(storage);
        float[] values = new float[Math.toIntExact(storage.count())];
        storage.type().read(bytes, values);
        for (String name : names.getOrDefault(storage.key(), List.of())) {
          arrays.put(name, array(Objects.requireNonNull(tensors.get(name)), values));
        }
      }
    }
    Map<String, WeightArray> ordered = new LinkedHashMap<>();
    for (String name : tensors.keySet()) {
      WeightArray array = arrays.get(name);
      if (array != null) {
        ordered.put(name, array);
      }
    }
    return ordered;
  }

  /** The values of a tensor, once it is sure that it lies within its storage. */
  private static long count(String name, Tensor tensor, long most) throws MalformedPickleException {
    boolean possible =
        tensor.sizes().size() == tensor.strides().size()
            && tensor.offset() >= 0
            && tensor.storage().count() <= most;
    long count = 1;
    long last = tensor.offset();
    for (int i = 0; possible && i < tensor.sizes().size(); i++) {
      long size = tensor.sizes().get(i);
      long stride = tensor.strides().get(i);
      // Below this bound neither product can overflow.
      possible = size <= Integer.MAX_VALUE && stride <= Integer.MAX_VALUE && count <= most;
      count *= size;
      last += Math.max(size - 1, 0) * stride;
      possible = possible && last >= 0;
    }
    if (!possible || count > most || (count > 0 && last >= tensor.storage().count())) {
      throw new MalformedPickleException("'%s' reaches out of its storage".formatted(name));
    }
    return count;
  }

  private static WeightArray array(Tensor tensor, float[] storage) {
    long[] shape = tensor.sizes().stream().mapToLong(Long::longValue).toArray();
    float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    long[] index = new long[shape.length];
    long at = tensor.offset();
    for (int i = 0; i < values.length; i++) {
      values[i] = storage[(int) at];
      for (int d = shape.length - 1; d >= 0; d--) {
        at += tensor.strides().get(d);
        if (++index[d] < shape[d]) {
          break;
        }
        at -= shape[d] * tensor.strides().get(d);
        index[d] = 0;
      }
    }
    return new WeightArray(shape, values);
  }
}
