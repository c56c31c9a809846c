package org.agegender.training.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.agegender.core.InvalidInputException;
import org.agegender.training.network.WeightArray;

/**
 * Reads state dicts as {@code torch.save} writes them since PyTorch 1.6: a zip archive, nothing in
 * it compressed, of a pickle that describes the tensors ({@code NAME/data.pkl}) and a file of raw
 * values for each storage ({@code NAME/data/0}, ...). The pickle goes through {@link Unpickler},
 * which makes tensors and cannot run code.
 */
final class TorchFile {

  private static final long MOST_PICKLE_BYTES = 4 << 20;
  private static final int MOST_ENTRIES = 100_000;
  private static final String PICKLE = "/data.pkl";

  private final Path file;
  private final ZipFile zip;
  private final String folder;

  private TorchFile(Path file, ZipFile zip, String folder) {
    this.file = file;
    this.zip = zip;
    this.folder = folder;
  }

  /**
   * The tensors of real numbers by name, as 32-bit floats.
   *
   * @throws InvalidInputException if the file is no state dict, is broken, or asks for anything
   *     beside tensors
   * @throws IOException if it cannot be read
   */
  static Map<String, WeightArray> read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw new MalformedPickleException("it has more than %d entries".formatted(MOST_ENTRIES));
      }
      List<String> pickles =
          zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.lastIndexOf('/'))
              .toList();
      if (pickles.size() != 1) {
        throw new MalformedPickleException(
            "it must have one data.pkl, found %d".formatted(pickles.size()));
      }
      String pickle = pickles.get(0);
      return new TorchFile(file, zip, pickle.substring(0, pickle.length() - PICKLE.length()))
          .tensors();
    } catch (ZipException e) {
      throw refused(file, "it is no whole zip archive", e);
    } catch (MalformedPickleException e) {
      throw refused(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static InvalidInputException refused(Path file, String what, Exception cause) {
    return new InvalidInputException(
        "%s: must be a PyTorch file with a dictionary of tensors: %s; save the state dict alone,"
                .formatted(file, what)
            + " torch.save(model.state_dict(), ...), or convert it to safetensors",
        cause);
  }

  private Map<String, WeightArray> tensors() throws MalformedPickleException, IOException {
    if (zip.getEntry(folder + "/byteorder") != null) {
      ByteBuffer order = bytes("byteorder", 16);
      if (!StandardCharsets.US_ASCII.decode(order).toString().equals("little")) {
        throw new MalformedPickleException("its values are not little endian");
      }
    }
    StateDict dictionary = StateDict.of(Unpickler.read(bytes("data.pkl", MOST_PICKLE_BYTES)));
    return dictionary.read(
        storage -> {
          long length = storage.count() * storage.type().bytes();
          ByteBuffer bytes = bytes("data/" + storage.key(), length);
          if (bytes.remaining() != length) {
            throw new MalformedPickleException(
                "storage %s must have %d bytes, found %d"
                    .formatted(storage.key(), length, bytes.remaining()));
          }
          return bytes;
        },
        Math.min(Files.size(file), Integer.MAX_VALUE / Double.BYTES));
  }

  /** An entry that is not compressed, so that it is no larger than the file. */
  private ByteBuffer bytes(String name, long most) throws MalformedPickleException, IOException {
    ZipEntry entry = zip.getEntry(folder + "/" + name);
    if (entry == null) {
      throw new MalformedPickleException("entry '%s' is missing".formatted(name));
    }
    long size = entry.getSize();
    if (entry.getMethod() != ZipEntry.STORED || size < 0 || size > Files.size(file)) {
      throw new MalformedPickleException("entry '%s' must not be compressed".formatted(name));
    }
    if (size > most) {
      throw new MalformedPickleException(
          "entry '%s' must have at most %d bytes, found %d".formatted(name, most, size));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(size));
      if (bytes.length != size) {
        throw new MalformedPickleException("entry '%s' ends too early".formatted(name));
      }
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
