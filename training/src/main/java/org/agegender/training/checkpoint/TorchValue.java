package org.agegender.training.checkpoint;

import java.util.List;
import java.util.Map;

/** What a pickle of weights may be made of: an object of ours for each kind, and nothing else. */
sealed interface TorchValue {

  /** Python's {@code None}. */
  record None() implements TorchValue {}

  /** A truth value. */
  record Truth(boolean value) implements TorchValue {}

  /** A whole number. */
  record Whole(long value) implements TorchValue {}

  /** A real number. */
  record Real(double value) implements TorchValue {}

  /** A text. */
  record Text(String value) implements TorchValue {}

  /** A tuple. */
  record Tuple(List<TorchValue> values) implements TorchValue {}

  /** A list, which may grow. */
  record Items(List<TorchValue> values) implements TorchValue {}

  /** A dictionary, which may grow; its keys are texts and whole numbers. */
  record Dictionary(Map<TorchValue, TorchValue> values) implements TorchValue {}

  /** The name of a type of storage. */
  record StorageType(ElementType type) implements TorchValue {}

  /** The name of a function that makes a dictionary or a tensor. */
  record Maker(Kind kind) implements TorchValue {
    enum Kind {
      /** {@code collections.OrderedDict}. */
      ORDERED_DICT,
      /** {@code torch._utils._rebuild_tensor_v2}. */
      TENSOR,
      /** {@code torch._utils._rebuild_parameter}. */
      PARAMETER
    }
  }

  /**
   * A one-dimensional array that lies elsewhere in the file.
   *
   * @param key its name there
   * @param count its values
   */
  record Storage(ElementType type, String key, long count) implements TorchValue {}

  /**
   * A view of a storage.
   *
   * @param offset of its first value in the storage
   * @param sizes of its dimensions, outermost first
   * @param strides between values that lie next to each other in each dimension
   */
  record Tensor(Storage storage, long offset, List<Long> sizes, List<Long> strides)
      implements TorchValue {}
}
