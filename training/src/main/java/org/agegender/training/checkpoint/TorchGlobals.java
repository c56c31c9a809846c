package org.agegender.training.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.agegender.training.checkpoint.TorchValue.Dictionary;
import org.agegender.training.checkpoint.TorchValue.Maker;
import org.agegender.training.checkpoint.TorchValue.Storage;
import org.agegender.training.checkpoint.TorchValue.StorageType;
import org.agegender.training.checkpoint.TorchValue.Tensor;
import org.agegender.training.checkpoint.TorchValue.Text;
import org.agegender.training.checkpoint.TorchValue.Tuple;
import org.agegender.training.checkpoint.TorchValue.Whole;

/** The few names that a pickle of tensors may ask for, and what comes of them. */
final class TorchGlobals {

  /** No name here is longer. */
  static final int LONGEST_NAME = 128;

  private static final Map<String, TorchValue> KNOWN =
      Map.ofEntries(
          Map.entry("collections.OrderedDict", new Maker(Maker.Kind.ORDERED_DICT)),
          Map.entry("torch._utils._rebuild_tensor_v2", new Maker(Maker.Kind.TENSOR)),
          Map.entry("torch._utils._rebuild_parameter", new Maker(Maker.Kind.PARAMETER)),
          Map.entry("torch.FloatStorage", new StorageType(ElementType.FLOAT)),
          Map.entry("torch.DoubleStorage", new StorageType(ElementType.DOUBLE)),
          Map.entry("torch.HalfStorage", new StorageType(ElementType.HALF)),
          Map.entry("torch.BFloat16Storage", new StorageType(ElementType.BFLOAT16)),
          Map.entry("torch.LongStorage", new StorageType(ElementType.LONG)),
          Map.entry("torch.IntStorage", new StorageType(ElementType.INT)),
          Map.entry("torch.ShortStorage", new StorageType(ElementType.SHORT)),
          Map.entry("torch.CharStorage", new StorageType(ElementType.BYTE)),
          Map.entry("torch.ByteStorage", new StorageType(ElementType.BYTE)),
          Map.entry("torch.BoolStorage", new StorageType(ElementType.BYTE)));

  private static final Pattern KEY = Pattern.compile("[0-9]{1,20}");
  private static final int MOST_DIMENSIONS = 8;

  private TorchGlobals() {}

  /** The value of a name. */
  static TorchValue named(String module, String name) throws MalformedPickleException {
    TorchValue known = KNOWN.get(module + "." + name);
    if (known == null) {
      throw new MalformedPickleException(
          "it asks for '%s.%s', which no dictionary of tensors needs".formatted(module, name));
    }
    return known;
  }

  /** What a function makes of its arguments. */
  static TorchValue call(TorchValue function, TorchValue arguments)
      throws MalformedPickleException {
    if (function instanceof Maker maker && arguments instanceof Tuple tuple) {
      List<TorchValue> given = tuple.values();
      switch (maker.kind()) {
        case ORDERED_DICT -> {
          if (given.isEmpty()) {
            return new Dictionary(new LinkedHashMap<>());
          }
        }
        case TENSOR -> {
          if (given.size() >= 4
              && given.get(0) instanceof Storage storage
              && given.get(1) instanceof Whole offset) {
            return new Tensor(storage, offset.value(), sizes(given.get(2)), sizes(given.get(3)));
          }
        }
        case PARAMETER -> {
          if (!given.isEmpty() && given.get(0) instanceof Tensor tensor) {
            return tensor;
          }
        }
      }
    }
    throw new MalformedPickleException("it calls a function with what the function does not take");
  }

  /** The storage that a persistent name stands for. */
  static Storage storage(TorchValue name) throws MalformedPickleException {
    if (name instanceof Tuple tuple
        && tuple.values().size() >= 5
        && tuple.values().get(0).equals(new Text("storage"))
        && tuple.values().get(1) instanceof StorageType type
        && tuple.values().get(2) instanceof Text key
        && KEY.matcher(key.value()).matches()
        && tuple.values().get(4) instanceof Whole count
        && count.value() >= 0) {
      return new Storage(type.type(), key.value(), count.value());
    }
    throw new MalformedPickleException("it names a storage as torch does not");
  }

  private static List<Long> sizes(TorchValue value) throws MalformedPickleException {
    List<Long> sizes = new ArrayList<>();
    if (value instanceof Tuple tuple && tuple.values().size() <= MOST_DIMENSIONS) {
      for (TorchValue size : tuple.values()) {
        if (size instanceof Whole whole && whole.value() >= 0) {
          sizes.add(whole.value());
        }
      }
      if (sizes.size() == tuple.values().size()) {
        return sizes;
      }
    }
    throw new MalformedPickleException("it gives a tensor sizes that no tensor has");
  }
}
