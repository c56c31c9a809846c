package org.agegender.training.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.agegender.core.InvalidInputException;
import org.agegender.training.checkpoint.TorchValue.Dictionary;
import org.agegender.training.checkpoint.TorchValue.Items;
import org.agegender.training.checkpoint.TorchValue.Storage;
import org.agegender.training.checkpoint.TorchValue.Text;
import org.agegender.training.checkpoint.TorchValue.Truth;
import org.agegender.training.checkpoint.TorchValue.Whole;
import org.agegender.training.network.WeightArray;

/**
 * Reads state dicts as {@code torch.save} wrote them before PyTorch 1.6, the form of torchvision's
 * VGG weights: pickles of a magic number, a version, the machine, the dictionary and the keys of
 * its storages, then for each key in turn the number of values in eight bytes and the raw values.
 */
final class OldTorchFile {

  private static final long MOST_PICKLE_BYTES = 4 << 20;
  private static final int MAGIC_BYTES = 15;
  private static final long VERSION = 1001;

  private final FileChannel channel;
  private final Map<String, Long> places = new HashMap<>();

  private OldTorchFile(FileChannel channel) {
    this.channel = channel;
  }

  /** As {@link TorchFile#read}. */
  static Map<String, WeightArray> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new OldTorchFile(channel).tensors();
    } catch (MalformedPickleException e) {
      throw new InvalidInputException(
          "%s: must be a PyTorch file with a dictionary of tensors: %s; save the state dict alone,"
                  .formatted(file, e.getMessage())
              + " torch.save(model.state_dict(), ...), or convert it to safetensors",
          e);
    }
  }

  private Map<String, WeightArray> tensors() throws MalformedPickleException, IOException {
    ByteBuffer head = bytes(0, Math.min(MOST_PICKLE_BYTES, channel.size()));
    head.position(Math.min(MAGIC_BYTES, head.limit()));
    if (!Unpickler.read(head).equals(new Whole(VERSION))) {
      throw new MalformedPickleException("its version is not %d".formatted(VERSION));
    }
    TorchValue machine = Unpickler.read(head);
    if (!(machine instanceof Dictionary facts)
        || !new Truth(true).equals(facts.values().get(new Text("little_endian")))) {
      throw new MalformedPickleException("its values are not little endian");
    }
    StateDict dictionary = StateDict.of(Unpickler.read(head));
    if (!(Unpickler.read(head) instanceof Items keys)) {
      throw new MalformedPickleException("it does not list its storages");
    }
    locate(dictionary, keys, head.position());
    return dictionary.read(this::bytes, Math.min(channel.size(), Integer.MAX_VALUE / Double.BYTES));
  }

  /** Notes where each storage lies, by the count before its values. */
  private void locate(StateDict dictionary, Items keys, long start)
      throws MalformedPickleException, IOException {
    Map<String, Storage> storages = dictionary.storages();
    long place = start;
    for (TorchValue key : keys.values()) {
      Storage storage = key instanceof Text text ? storages.get(text.value()) : null;
      if (storage == null) {
        throw new MalformedPickleException("it lists a storage that no tensor has");
      }
      if (place > channel.size() - Long.BYTES) {
        throw new MalformedPickleException("it ends too early");
      }
      long count = bytes(place, Long.BYTES).getLong();
      if (count != storage.count()) {
        throw new MalformedPickleException(
            "storage %s must have %d values, found %d"
                .formatted(storage.key(), storage.count(), count));
      }
      places.put(storage.key(), place + Long.BYTES);
      place += Long.BYTES + count * storage.type().bytes();
    }
  }

  private ByteBuffer bytes(Storage storage) throws MalformedPickleException, IOException {
    Long place = places.get(storage.key());
    if (place == null) {
      throw new MalformedPickleException("storage %s is missing".formatted(storage.key()));
    }
    return bytes(place, storage.count() * storage.type().bytes());
  }

  private ByteBuffer bytes(long start, long count) throws MalformedPickleException, IOException {
    if (count > channel.size() - start) {
      throw new MalformedPickleException("it ends too early");
    }
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(count)).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, start + buffer.position()) < 0) {
        throw new MalformedPickleException("it ends too early");
      }
    }
    return buffer.flip();
  }
}
